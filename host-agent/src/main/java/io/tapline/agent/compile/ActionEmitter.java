package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.ActionVisitor;
import io.tapline.agent.script.source.SourceRange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Actions, one emitter per kind of map and output. */
final class ActionEmitter implements ActionVisitor<@Nullable Void> {
  private final Program program;
  private final Assembler assembler;
  private final Emitters emitters;
  private final Runnable output;

  /**
   * @param output what comes before each output
   */
  ActionEmitter(Program program, Emitters emitters, Runnable output) {
    this.program = program;
    this.assembler = program.assembler();
    this.emitters = emitters;
    this.output = output;
  }

  void emit(List<Action> actions) {
    SourceRange outer = program.range();
    for (Action action : actions) {
      program.at(action.range());
      action.accept(this);
    }
    program.at(outer);
  }

  @Override
  public @Nullable Void visitSetScratch(Action.SetScratch node) {
    Place place = program.scratch(node.scratch());
    if (Layout.isNumber(node.scratch().type())) {
      emitters.numbers().emit(node.value());
      program.memory().store(Width.DOUBLE, place, 0, Register.R0);
    } else {
      emitters.texts().emit(node.value(), place);
    }
    return null;
  }

  @Override
  public @Nullable Void visitSetMap(Action.SetMap node) {
    emitters.maps().set(node);
    return null;
  }

  @Override
  public @Nullable Void visitAddToMap(Action.AddToMap node) {
    emitters.maps().add(node);
    return null;
  }

  @Override
  public @Nullable Void visitDelete(Action.Delete node) {
    emitters.maps().delete(node);
    return null;
  }

  @Override
  public @Nullable Void visitAggregate(Action.Aggregate node) {
    output.run();
    emitters.maps().aggregate(node);
    return null;
  }

  @Override
  public @Nullable Void visitEmit(Action.Emit node) {
    output.run();
    emitters.maps().emit(node);
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
    assembler.jump(program.flow().leave());
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
