package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Helper;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;

/**
 * Looks for, or deletes, all buckets of the key at R1; R0 = whether there was one, 1 or 0.
 *
 * @param map the BPF map, a hash
 * @param bucketOffset where in the key the bucket is; it is counted up there
 */
record BucketsSubprogram(String map, int bucketOffset, int buckets, boolean delete)
    implements Subprogram {
  private static final Register KEY = Register.R6;
  private static final Register BUCKET = Register.R7;
  private static final Register FOUND = Register.R8;

  @Override
  public String name() {
    return delete ? "delete_buckets" : "find_buckets";
  }

  @Override
  public void emit(Assembler assembler) {
    Label next = assembler.newLabel();
    Label absent = assembler.newLabel();
    Label end = assembler.newLabel();
    assembler.move(KEY, Register.R1);
    UnknownZero.load(assembler, BUCKET);
    assembler.move(FOUND, 0);
    assembler.place(next);
    assembler.mayGoto(end);
    assembler.jumpIf(Condition.GREATER_OR_EQUAL, BUCKET, buckets, end);
    assembler.store(Width.WORD, KEY, bucketOffset, BUCKET);
    assembler.alu(Alu.ADD, BUCKET, 1);
    assembler.loadMap(Register.R1, map);
    assembler.move(Register.R2, KEY);
    assembler.call(delete ? Helper.MAP_DELETE_ELEM : Helper.MAP_LOOKUP_ELEM);
    assembler.jumpIf(delete ? Condition.NOT_EQUAL : Condition.EQUAL, Register.R0, 0, absent);
    assembler.move(FOUND, 1);
    if (!delete) {
      assembler.jump(end);
    }
    assembler.place(absent);
    assembler.jump(next);
    assembler.place(end);
    assembler.move(Register.R0, FOUND);
    assembler.exit();
  }
}
