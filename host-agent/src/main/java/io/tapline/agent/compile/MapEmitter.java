package io.tapline.agent.compile;

import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.Value;

/**
 * What one dialect makes of maps, stacks and messages. A value comes as {@code MapRead}, {@code
 * MapHas}, {@code MapDelete}, {@code MapLength}, {@code AggregateRead}, {@code StepMap}, {@code
 * MapAddress}, {@code FindInMap} or {@code StackTrace}.
 */
interface MapEmitter {

  /** A scalar into R0, extended to 64 bits by its type. Spoils R1 to R5. */
  void number(Value value);

  /** Anything else to its place: all of its storage, zeros behind the value. Spoils R0 to R5. */
  void memory(Value value, Place destination);

  void set(Action.SetMap action);

  void add(Action.AddToMap action);

  void delete(Action.Delete action);

  void aggregate(Action.Aggregate action);

  void emit(Action.Emit action);

  void send(Action.Send action);

  /**
   * The rounds are a {@link Callback} of {@link Program#callback}.
   *
   * @param body emits what each round does, once the variable is set
   */
  void forEach(Action.ForMap action, Runnable body);
}
