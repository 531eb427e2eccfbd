package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Helper;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;

/**
 * Counts one at byte R1 of this CPU's counters, parity 0. A subprogram, because failures are many
 * in a program's text and rare when it runs.
 *
 * @param counters all that the script counts, as far as it is known when this is emitted: at the
 *     program's end
 */
record CounterSubprogram(CounterTable counters) implements Subprogram {
  private static final int KEY = -8;

  @Override
  public String name() {
    return "count";
  }

  @Override
  public void emit(Assembler assembler) {
    Label failed = assembler.newLabel();
    assembler.move(Register.R6, Register.R1);
    assembler.store(Width.DOUBLE, Register.R10, KEY, 0);
    assembler.loadMap(Register.R1, CounterTable.MAP);
    assembler.move(Register.R2, Register.R10);
    assembler.alu(Alu.ADD, Register.R2, KEY);
    assembler.call(Helper.MAP_LOOKUP_ELEM);
    assembler.jumpIf(Condition.EQUAL, Register.R0, 0, failed);
    assembler.jumpIf(Condition.GREATER, Register.R6, counters.sizeBytes() - Long.BYTES, failed);
    assembler.alu(Alu.ADD, Register.R0, Register.R6);
    assembler.move(Register.R1, 1);
    assembler.atomicAdd(Register.R0, 0, Register.R1);
    assembler.place(failed);
    assembler.move(Register.R0, 0);
    assembler.exit();
  }
}
