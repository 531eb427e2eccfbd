package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Helper;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import io.tapline.agent.event.CounterLayout.Kind;

/**
 * A program's slot of scratch memory: the first of this CPU that is free. Programs of one CPU may
 * be under way at once, because tasks are preempted in system call tracepoints (kernel 6.13) and
 * interrupted anywhere; whoever exchanges a slot's first word from 0 to 1 has it.
 */
final class ScratchClaim {
  private static final Register SLOT = Register.R8;
  private static final Register LEFT = Register.R9;

  private final Program program;
  private final Assembler assembler;

  ScratchClaim(Program program) {
    this.program = program;
    this.assembler = program.assembler();
  }

  /**
   * R7 = the slot. Spoils R0 to R5, R8 and R9.
   *
   * @param none where the program goes that found none
   */
  void take(Label none) {
    boolean large = program.memory().scratch().isLarge();
    Memory.Mark mark = program.memory().mark();
    Place key = program.memory().slot();
    Label again = assembler.newLabel();
    Label taken = assembler.newLabel();
    begin(large);
    assembler.place(again);
    program.memory().store(Width.WORD, key, 0, SLOT);
    assembler.loadMap(Register.R1, large ? ScratchMemory.LARGE_MAP : ScratchMemory.MAP);
    program.memory().address(Register.R2, key);
    assembler.call(Helper.MAP_LOOKUP_ELEM);
    assembler.jumpIf(Condition.EQUAL, Register.R0, 0, none);
    assembler.move(Program.SCRATCH, Register.R0);
    assembler.move(Register.R1, 1);
    assembler.atomicExchange(Program.SCRATCH, 0, Register.R1);
    assembler.jumpIf(Condition.EQUAL, Register.R1, 0, taken);
    next(large, again);
    program.count(Kind.UNSEEN, "scratch_busy");
    assembler.jump(none);
    assembler.place(taken);
    program.memory().release(mark);
  }

  private void begin(boolean large) {
    if (large) {
      assembler.call(Helper.GET_SMP_PROCESSOR_ID);
      assembler.move(SLOT, Register.R0);
      assembler.alu(Alu.MUL, SLOT, ScratchMemory.SLOTS);
      assembler.alu(Alu.AND, SLOT, ScratchMemory.LARGE_SLOTS - 1);
      assembler.move(LEFT, ScratchMemory.LARGE_SLOTS);
    } else {
      assembler.move(SLOT, 0);
    }
  }

  private void next(boolean large, Label again) {
    assembler.alu(Alu.ADD, SLOT, 1);
    if (large) {
      assembler.alu(Alu.AND, SLOT, ScratchMemory.LARGE_SLOTS - 1);
      assembler.alu(Alu.SUB, LEFT, 1);
      assembler.jumpIf(Condition.NOT_EQUAL, LEFT, 0, again);
    } else {
      assembler.jumpIf(Condition.NOT_EQUAL, SLOT, ScratchMemory.SLOTS, again);
    }
  }

  /** Gives it back; leaves all registers as they are. */
  void release() {
    assembler.store(Width.DOUBLE, Program.SCRATCH, 0, 0);
  }
}
