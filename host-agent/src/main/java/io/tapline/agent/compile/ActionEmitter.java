package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.ActionVisitor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Actions, one emitter per kind of map and output. */
final class ActionEmitter implements ActionVisitor<@Nullable Void> {
  private final Program program;
  private final Assembler assembler;
  private final Emitters emitters;
  private final StateEmitter states;
  private final AggregateEmitter aggregates;
  private final EventEmitter events;
  private final OutputFlag flag;
  private final Label finish;

  ActionEmitter(Program program, Emitters emitters, OutputFlag flag, Label finish) {
    this.program = program;
    this.assembler = program.assembler();
    this.emitters = emitters;
    this.states = new StateEmitter(program, emitters);
    this.aggregates = new AggregateEmitter(program, emitters);
    this.events = new EventEmitter(program, emitters);
    this.flag = flag;
    this.finish = finish;
  }

  void emit(List<Action> actions) {
    for (Action action : actions) {
      assembler.at(action.range().start());
      action.accept(this);
    }
  }

  @Override
  public @Nullable Void visitSetScratch(Action.SetScratch node) {
    int slot = program.scratch(node.scratch());
    if (Layout.isNumber(node.scratch().type())) {
      emitters.numbers().emit(node.value());
      assembler.store(Width.DOUBLE, Register.R10, slot, Register.R0);
    } else {
      int size = Layout.fieldBytes(node.scratch().type());
      emitters.texts().emit(node.value(), new Destination(Register.R10, slot, size));
    }
    return null;
  }

  @Override
  public @Nullable Void visitSetMap(Action.SetMap node) {
    states.set(node);
    return null;
  }

  @Override
  public @Nullable Void visitAddToMap(Action.AddToMap node) {
    states.add(node);
    return null;
  }

  @Override
  public @Nullable Void visitDelete(Action.Delete node) {
    states.delete(node);
    return null;
  }

  @Override
  public @Nullable Void visitAggregate(Action.Aggregate node) {
    flag.raise();
    aggregates.emit(node);
    return null;
  }

  @Override
  public @Nullable Void visitEmit(Action.Emit node) {
    flag.raise();
    events.emit(node);
    return null;
  }

  @Override
  public @Nullable Void visitIf(Action.If node) {
    Label otherwise = assembler.newLabel();
    Label done = assembler.newLabel();
    emitters.conditions().jump(node.condition(), false, otherwise);
    emit(node.then());
    if (!node.otherwise().isEmpty()) {
      assembler.jump(done);
    }
    assembler.place(otherwise);
    emit(node.otherwise());
    assembler.place(done);
    return null;
  }

  @Override
  public @Nullable Void visitReturn(Action.Return node) {
    assembler.jump(finish);
    return null;
  }

  @Override
  public @Nullable Void visitSend(Action.Send node) {
    throw new UnsupportedOperationException(node.toString());
  }

  @Override
  public @Nullable Void visitEvaluate(Action.Evaluate node) {
    throw new UnsupportedOperationException(node.toString());
  }

  @Override
  public @Nullable Void visitWhile(Action.While node) {
    throw new UnsupportedOperationException(node.toString());
  }

  @Override
  public @Nullable Void visitForRange(Action.ForRange node) {
    throw new UnsupportedOperationException(node.toString());
  }

  @Override
  public @Nullable Void visitForMap(Action.ForMap node) {
    throw new UnsupportedOperationException(node.toString());
  }

  @Override
  public @Nullable Void visitBreak(Action.Break node) {
    throw new UnsupportedOperationException(node.toString());
  }

  @Override
  public @Nullable Void visitContinue(Action.Continue node) {
    throw new UnsupportedOperationException(node.toString());
  }
}
