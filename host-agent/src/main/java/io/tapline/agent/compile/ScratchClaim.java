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
  private final Program program;
  private final Assembler assembler;

  ScratchClaim(Program program) {
    this.program = program;
    this.assembler = program.assembler();
  }

  /**
   * R7 = the slot. Spoils R0 to R5 and R8.
   *
   * @param none where the program goes that found none
   */
  void take(Label none) {
    Memory.Mark mark = program.memory().mark();
    Place key = program.memory().slot();
    Register slot = Register.R8;
    Label again = assembler.newLabel();
    Label taken = assembler.newLabel();
    assembler.move(slot, 0);
    assembler.place(again);
    program.memory().store(Width.WORD, key, 0, slot);
    assembler.loadMap(Register.R1, ScratchMemory.MAP);
    program.memory().address(Register.R2, key);
    assembler.call(Helper.MAP_LOOKUP_ELEM);
    assembler.jumpIf(Condition.EQUAL, Register.R0, 0, none);
    assembler.move(Program.SCRATCH, Register.R0);
    assembler.move(Register.R1, 1);
    assembler.atomicExchange(Program.SCRATCH, 0, Register.R1);
    assembler.jumpIf(Condition.EQUAL, Register.R1, 0, taken);
    assembler.alu(Alu.ADD, slot, 1);
    assembler.jumpIf(Condition.NOT_EQUAL, slot, ScratchMemory.SLOTS, again);
    program.count(Kind.UNSEEN, "scratch_busy");
    assembler.jump(none);
    assembler.place(taken);
    program.memory().release(mark);
  }

  /** Gives it back; leaves all registers as they are. */
  void release() {
    assembler.store(Width.DOUBLE, Program.SCRATCH, 0, 0);
  }
}
