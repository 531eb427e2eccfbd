package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.probe.Provider;
import io.tapline.agent.script.config.Dialect;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.ActionVisitor;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;
import java.util.List;
import java.util.Optional;
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
    emitters.scratches().set(node);
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
    Optional<Label> target = jump(node.then());
    if (target.isPresent() && node.otherwise().isEmpty()) {
      emitters.conditions().jump(node.condition(), true, target.get());
      return null;
    }
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

  /** Where actions go that are nothing but a jump. */
  private Optional<Label> jump(List<Action> actions) {
    if (actions.size() != 1) {
      return Optional.empty();
    }
    Action only = actions.get(0);
    if (only instanceof Action.Break) {
      return Optional.of(program.flow().endLoop());
    }
    return only instanceof Action.Continue
        ? Optional.of(program.flow().nextRound())
        : Optional.empty();
  }

  @Override
  public @Nullable Void visitReturn(Action.Return node) {
    if (program.options().dialect() == Dialect.TRACE) {
      answer(node.value());
    }
    assembler.jump(program.flow().leave());
    return null;
  }

  /** R0 of the program: what a test's script says; perf would take anything but 0 for a sample. */
  private void answer(Optional<Value> value) {
    if (value.isPresent() && program.clause().point().provider() == Provider.TEST) {
      emitters.numbers().emit(value.get());
    } else {
      assembler.move(Register.R0, 0);
    }
  }

  private void evaluate(Value value) {
    if (value instanceof Value.Sequence sequence) {
      emit(sequence.actions());
      evaluate(sequence.value());
    } else if (value.type() instanceof Type.None) {
      // It was written for what came before it.
    } else if (Storage.isScalar(value.type())) {
      emitters.numbers().emit(value);
    } else {
      Memory.Mark mark = program.memory().mark();
      emitters.memory().locate(value);
      program.memory().release(mark);
    }
  }

  @Override
  public @Nullable Void visitSend(Action.Send node) {
    emitters.maps().send(node);
    return null;
  }

  @Override
  public @Nullable Void visitEvaluate(Action.Evaluate node) {
    evaluate(node.value());
    return null;
  }

  @Override
  public @Nullable Void visitWhile(Action.While node) {
    new LoopEmitter(program, emitters).whileHolds(node);
    return null;
  }

  @Override
  public @Nullable Void visitForRange(Action.ForRange node) {
    new LoopEmitter(program, emitters).range(node);
    return null;
  }

  @Override
  public @Nullable Void visitForMap(Action.ForMap node) {
    emitters.maps().forEach(node, () -> emit(node.body()));
    return null;
  }

  @Override
  public @Nullable Void visitBreak(Action.Break node) {
    assembler.jump(program.flow().endLoop());
    return null;
  }

  @Override
  public @Nullable Void visitContinue(Action.Continue node) {
    assembler.jump(program.flow().nextRound());
    return null;
  }
}
