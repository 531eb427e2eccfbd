package io.tapline.agent.compile;

import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.StateMap;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.source.SourceRange;

/** Maps, stacks and messages as bpftrace has them. Plain maps are as in the pipeline so far. */
final class TraceMaps implements MapEmitter {
  private final Program program;
  private final PipelineMaps plain;

  TraceMaps(Program program, Emitters emitters) {
    this.program = program;
    this.plain = new PipelineMaps(program, emitters);
  }

  @Override
  public void number(Value value) {
    if (!(value instanceof Value.MapRead)) {
      throw notBuilt(program.clause().range(), "this use of a map");
    }
    plain.number(value);
  }

  @Override
  public void memory(Value value, Place destination) {
    if (!(value instanceof Value.MapRead)) {
      throw notBuilt(program.clause().range(), "this use of a map");
    }
    plain.memory(value, destination);
  }

  @Override
  public void set(Action.SetMap action) {
    plain.set(action);
  }

  @Override
  public void add(Action.AddToMap action) {
    plain.add(action);
  }

  @Override
  public void delete(Action.Delete action) {
    if (!(action.map() instanceof StateMap)) {
      throw notBuilt(action.range(), "deleting from an aggregation");
    }
    plain.delete(action);
  }

  @Override
  public void aggregate(Action.Aggregate action) {
    throw notBuilt(action.range(), "gathering");
  }

  @Override
  public void emit(Action.Emit action) {
    throw notBuilt(action.range(), "emit");
  }

  @Override
  public void send(Action.Send action) {
    throw notBuilt(action.range(), "this statement");
  }

  @Override
  public void forEach(Action.ForMap action, Runnable body) {
    throw notBuilt(action.range(), "a loop over a map");
  }

  private static CompileFailure notBuilt(SourceRange range, String what) {
    return new CompileFailure(range, what + " is not compiled yet", "");
  }
}
