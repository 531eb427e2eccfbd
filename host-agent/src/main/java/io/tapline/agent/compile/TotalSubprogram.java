package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Helper;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import io.tapline.agent.compile.gathering.TotalEmitter;

/**
 * What is gathered under the key at R1 on all CPUs, to the u64 at R2; R0 = whether there is an
 * entry, 1 or 0; without one the number is 0.
 *
 * <p>The CPUs are counted up until the kernel says that there is no such CPU: a program does not
 * know their number.
 *
 * @param map the BPF map
 * @param setOffset of an array's flag; -1 for a hash
 */
record TotalSubprogram(String map, TotalEmitter total, int setOffset) implements Subprogram {
  private static final Register KEY = Register.R6;
  private static final Register RESULT = Register.R7;
  private static final Register CPU = Register.R9;
  private static final int FOUND_OFFSET = TotalEmitter.SECOND_OFFSET - Long.BYTES;

  @Override
  public String name() {
    return "total";
  }

  @Override
  public void emit(Assembler assembler) {
    Label next = assembler.newLabel();
    Label end = assembler.newLabel();
    assembler.move(KEY, Register.R1);
    assembler.move(RESULT, Register.R2);
    assembler.move(TotalEmitter.TOTAL, 0);
    assembler.move(CPU, 0);
    assembler.store(Width.DOUBLE, Register.R10, TotalEmitter.SECOND_OFFSET, 0);
    assembler.store(Width.DOUBLE, Register.R10, FOUND_OFFSET, 0);
    assembler.place(next);
    assembler.mayGoto(end);
    assembler.loadMap(Register.R1, map);
    assembler.move(Register.R2, KEY);
    assembler.move(Register.R3, CPU);
    assembler.call(Helper.MAP_LOOKUP_PERCPU_ELEM);
    assembler.jumpIf(Condition.EQUAL, Register.R0, 0, end);
    found(assembler);
    total.merge(assembler);
    assembler.alu(Alu.ADD, CPU, 1);
    assembler.jump(next);
    assembler.place(end);
    total.finish(assembler);
    assembler.store(Width.DOUBLE, RESULT, 0, Register.R0);
    assembler.load(Width.DOUBLE, Register.R0, Register.R10, FOUND_OFFSET);
    assembler.exit();
  }

  private void found(Assembler assembler) {
    if (setOffset < 0) {
      assembler.store(Width.DOUBLE, Register.R10, FOUND_OFFSET, 1);
      return;
    }
    assembler.load(Width.DOUBLE, Register.R1, Register.R10, FOUND_OFFSET);
    assembler.load(Width.DOUBLE, Register.R2, Register.R0, setOffset);
    assembler.alu(Alu.OR, Register.R1, Register.R2);
    assembler.store(Width.DOUBLE, Register.R10, FOUND_OFFSET, Register.R1);
  }
}
