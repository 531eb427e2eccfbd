package io.tapline.agent.compile;

import io.tapline.agent.script.ir.IrWalker;
import io.tapline.agent.script.ir.Value;
import org.jspecify.annotations.Nullable;

/** Whether making a value may send a message, or leave the clause. */
final class SendingValues extends IrWalker {
  private boolean found;

  private SendingValues() {}

  static boolean contains(Value value) {
    SendingValues walker = new SendingValues();
    walker.walk(value);
    return walker.found;
  }

  @Override
  public @Nullable Void visitSequence(Value.Sequence node) {
    found = true;
    return null;
  }

  @Override
  public @Nullable Void visitAggregateRead(Value.AggregateRead node) {
    found = true;
    return null;
  }

  @Override
  public @Nullable Void visitStepMap(Value.StepMap node) {
    found = true;
    return null;
  }
}
