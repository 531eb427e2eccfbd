package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Helper;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;

/**
 * R0 = whether any entry of an array was set, 1 or 0; on demand all become zero and unset.
 *
 * @param map the BPF map
 * @param setOffset of the flag, behind the value
 */
record ArraySubprogram(String map, boolean perCpu, int entries, int setOffset, boolean clear)
    implements Subprogram {
  private static final Register INDEX = Register.R6;
  private static final Register CPU = Register.R7;
  private static final Register FOUND = Register.R8;
  private static final int KEY_OFFSET = -8;

  @Override
  public String name() {
    return clear ? "unset" : "is_set";
  }

  @Override
  public void emit(Assembler assembler) {
    Label nextEntry = assembler.newLabel();
    Label nextCpu = assembler.newLabel();
    Label entryDone = assembler.newLabel();
    Label end = assembler.newLabel();
    UnknownZero.load(assembler, INDEX);
    assembler.move(FOUND, 0);
    assembler.place(nextEntry);
    assembler.mayGoto(end);
    assembler.jumpIf(Condition.GREATER_OR_EQUAL, INDEX, entries, end);
    assembler.store(Width.DOUBLE, Register.R10, KEY_OFFSET, INDEX);
    assembler.alu(Alu.ADD, INDEX, 1);
    assembler.move(CPU, 0);
    assembler.place(nextCpu);
    assembler.mayGoto(end);
    lookup(assembler);
    assembler.jumpIf(Condition.EQUAL, Register.R0, 0, entryDone);
    assembler.load(Width.DOUBLE, Register.R1, Register.R0, setOffset);
    assembler.alu(Alu.OR, FOUND, Register.R1);
    if (clear) {
      zero(assembler);
    }
    if (perCpu) {
      assembler.alu(Alu.ADD, CPU, 1);
      assembler.jump(nextCpu);
    }
    assembler.place(entryDone);
    assembler.jump(nextEntry);
    assembler.place(end);
    assembler.move(Register.R0, FOUND);
    assembler.exit();
  }

  private void lookup(Assembler assembler) {
    assembler.loadMap(Register.R1, map);
    assembler.move(Register.R2, Register.R10);
    assembler.alu(Alu.ADD, Register.R2, KEY_OFFSET);
    assembler.move(Register.R3, CPU);
    assembler.call(perCpu ? Helper.MAP_LOOKUP_PERCPU_ELEM : Helper.MAP_LOOKUP_ELEM);
  }

  /** The flag first, so that nobody takes half a value for one that was set. */
  private void zero(Assembler assembler) {
    assembler.store(Width.DOUBLE, Register.R0, setOffset, 0);
    if (setOffset <= Memory.UNROLLED_BYTES) {
      for (int i = 0; i < setOffset; i += Long.BYTES) {
        assembler.store(Width.DOUBLE, Register.R0, i, 0);
      }
      return;
    }
    // The kernel cannot read at 0; it clears what it should have filled (bpf_probe_read_kernel).
    assembler.move(Register.R1, Register.R0);
    assembler.move(Register.R2, setOffset);
    assembler.move(Register.R3, 0);
    assembler.call(Helper.PROBE_READ_KERNEL);
  }
}
