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

  /** {@code $x = value}; the value fits the variable's type. */
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
  record Delete(ScriptMap map, List<Value> keys, SourceRange range) implements Action {
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

  /**
   * Asks the host for something.
   *
   * @param id which of the script's messages it is
   * @param values what the message needs, in its order
   */
  record Send(int id, Message message, List<Value> values, SourceRange range) implements Action {
    public Send {
      values = List.copyOf(values);
    }

    @Override
    public <R> R accept(ActionVisitor<R> visitor) {
      return visitor.visitSend(this);
    }
  }

  /** Computes a value for what that does. */
  record Evaluate(Value value, SourceRange range) implements Action {
    @Override
    public <R> R accept(ActionVisitor<R> visitor) {
      return visitor.visitEvaluate(this);
    }
  }

  /** Again and again while the condition holds; the kernel ends it after some million rounds. */
  record While(Value condition, List<Action> body, SourceRange range) implements Action {
    public While {
      body = List.copyOf(body);
    }

    @Override
    public <R> R accept(ActionVisitor<R> visitor) {
      return visitor.visitWhile(this);
    }
  }

  /** Once for each number from {@code from} on, below {@code to}; both are computed once. */
  record ForRange(Scratch variable, Value from, Value to, List<Action> body, SourceRange range)
      implements Action {
    public ForRange {
      body = List.copyOf(body);
    }

    @Override
    public <R> R accept(ActionVisitor<R> visitor) {
      return visitor.visitForRange(this);
    }
  }

  /**
   * Once for each entry of a map.
   *
   * @param variable a tuple of key and value; a key of several parts is a tuple in it; of an
   *     aggregation the value is its total as a 64-bit number
   */
  record ForMap(Scratch variable, ScriptMap map, List<Action> body, SourceRange range)
      implements Action {
    public ForMap {
      body = List.copyOf(body);
    }

    @Override
    public <R> R accept(ActionVisitor<R> visitor) {
      return visitor.visitForMap(this);
    }
  }

  /** Ends the innermost loop. */
  record Break(SourceRange range) implements Action {
    @Override
    public <R> R accept(ActionVisitor<R> visitor) {
      return visitor.visitBreak(this);
    }
  }

  /** Begins the innermost loop's next round. */
  record Continue(SourceRange range) implements Action {
    @Override
    public <R> R accept(ActionVisitor<R> visitor) {
      return visitor.visitContinue(this);
    }
  }

  /**
   * Ends the clause.
   *
   * @param value what a test probe answers
   */
  record Return(Optional<Value> value, SourceRange range) implements Action {
    @Override
    public <R> R accept(ActionVisitor<R> visitor) {
      return visitor.visitReturn(this);
    }
  }
}
