package io.tapline.agent.script.ir;

import io.tapline.agent.script.source.SourceRange;
import java.util.List;
import java.util.Optional;

/** Something done. */
public sealed interface Action {

  /** Where the script says so. */
  SourceRange range();

  /** Calls the visitor's method for this node. */
  <R> R accept(ActionVisitor<R> visitor);

  /** {@code $x = value}. */
  record SetScratch(Scratch scratch, Value value, SourceRange range) implements Action {
    @Override
    public <R> R accept(ActionVisitor<R> visitor) {
      return visitor.visitSetScratch(this);
    }
  }

  /** {@code @m[keys] = value}. */
  record SetMap(StateMap map, List<Value> keys, Value value, SourceRange range) implements Action {
    public SetMap {
      keys = List.copyOf(keys);
    }

    @Override
    public <R> R accept(ActionVisitor<R> visitor) {
      return visitor.visitSetMap(this);
    }
  }

  /** {@code @m[keys] += amount}: atomic, so that CPUs do not lose each other's additions. */
  record AddToMap(StateMap map, List<Value> keys, Value amount, SourceRange range)
      implements Action {
    public AddToMap {
      keys = List.copyOf(keys);
    }

    @Override
    public <R> R accept(ActionVisitor<R> visitor) {
      return visitor.visitAddToMap(this);
    }
  }

  /** {@code delete(@m[keys])}. */
  record Delete(StateMap map, List<Value> keys, SourceRange range) implements Action {
    public Delete {
      keys = List.copyOf(keys);
    }

    @Override
    public <R> R accept(ActionVisitor<R> visitor) {
      return visitor.visitDelete(this);
    }
  }

  /** {@code @m[keys] = count()} and its kin: an output. The value is empty for counts. */
  record Aggregate(AggregateMap map, List<Value> keys, Optional<Value> value, SourceRange range)
      implements Action {
    public Aggregate {
      keys = List.copyOf(keys);
    }

    @Override
    public <R> R accept(ActionVisitor<R> visitor) {
      return visitor.visitAggregate(this);
    }
  }

  /** {@code emit(...)}: an output. */
  record Emit(Event event, List<Value> values, SourceRange range) implements Action {
    public Emit {
      values = List.copyOf(values);
    }

    @Override
    public <R> R accept(ActionVisitor<R> visitor) {
      return visitor.visitEmit(this);
    }
  }

  /** One branch or the other. */
  record If(Value condition, List<Action> then, List<Action> otherwise, SourceRange range)
      implements Action {
    public If {
      then = List.copyOf(then);
      otherwise = List.copyOf(otherwise);
    }

    @Override
    public <R> R accept(ActionVisitor<R> visitor) {
      return visitor.visitIf(this);
    }
  }

  /** Ends the clause. */
  record Return(SourceRange range) implements Action {
    @Override
    public <R> R accept(ActionVisitor<R> visitor) {
      return visitor.visitReturn(this);
    }
  }
}
