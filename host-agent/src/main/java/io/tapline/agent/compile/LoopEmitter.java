package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import io.tapline.agent.script.ir.Action;
import java.util.List;

/**
 * Loops. {@code may_goto} stands at the head of each: it lets the verifier look at a round once
 * instead of as often as it may run, and ends what does not end by itself.
 */
final class LoopEmitter {
  private final Program program;
  private final Assembler assembler;
  private final Emitters emitters;

  LoopEmitter(Program program, Emitters emitters) {
    this.program = program;
    this.assembler = program.assembler();
    this.emitters = emitters;
  }

  void whileHolds(Action.While node) {
    Label next = assembler.newLabel();
    Label end = assembler.newLabel();
    program.loops();
    assembler.place(next);
    assembler.mayGoto(end);
    emitters.conditions().jump(node.condition(), false, end);
    program.enterRound();
    body(node.body(), end, next);
    program.leaveRound();
    assembler.jump(next);
    assembler.place(end);
  }

  /** The counter is apart from the variable, which the rounds may set. */
  void range(Action.ForRange node) {
    Label again = assembler.newLabel();
    Label next = assembler.newLabel();
    Label end = assembler.newLabel();
    Memory memory = program.memory();
    Memory.Mark mark = memory.mark();
    program.loops();
    Place counter = memory.number();
    Place limit = memory.number();
    emitters.numbers().emit(node.from());
    memory.store(Width.DOUBLE, counter, 0, Register.R0);
    emitters.numbers().emit(node.to());
    memory.store(Width.DOUBLE, limit, 0, Register.R0);
    assembler.place(again);
    assembler.mayGoto(end);
    memory.load(Width.DOUBLE, Register.R0, counter, 0);
    memory.load(Width.DOUBLE, Register.R1, limit, 0);
    assembler.jumpIf(Condition.SIGNED_GREATER_OR_EQUAL, Register.R0, Register.R1, end);
    memory.store(Width.DOUBLE, program.scratch(node.variable()), 0, Register.R0);
    program.enterRound();
    body(node.body(), end, next);
    assembler.place(next);
    memory.load(Width.DOUBLE, Register.R0, counter, 0);
    assembler.alu(Alu.ADD, Register.R0, 1);
    program.forget();
    memory.store(Width.DOUBLE, counter, 0, Register.R0);
    program.leaveRound();
    assembler.jump(again);
    assembler.place(end);
    memory.release(mark);
  }

  private void body(List<Action> actions, Label end, Label next) {
    Flow outer = program.flow();
    program.flow(outer.loop(end, next));
    emitters.actions().emit(actions);
    program.flow(outer);
  }
}
