package io.tapline.agent.script.check;

import io.tapline.agent.script.ir.IrWalker;
import io.tapline.agent.script.ir.Value;
import org.jspecify.annotations.Nullable;

/** Whether computing a value does something. */
final class Effects extends IrWalker {
  private boolean found;

  private Effects() {}

  /** Whether a value is worth computing though nobody wants it. */
  static boolean has(Value value) {
    Effects effects = new Effects();
    effects.walk(value);
    return effects.found;
  }

  private @Nullable Void yes() {
    found = true;
    return null;
  }

  @Override
  public @Nullable Void visitSequence(Value.Sequence node) {
    return node.actions().isEmpty() ? super.visitSequence(node) : yes();
  }

  @Override
  public @Nullable Void visitStepScratch(Value.StepScratch node) {
    return yes();
  }

  @Override
  public @Nullable Void visitStepMap(Value.StepMap node) {
    return yes();
  }

  @Override
  public @Nullable Void visitMapDelete(Value.MapDelete node) {
    return yes();
  }

  @Override
  public @Nullable Void visitFindInMap(Value.FindInMap node) {
    return yes();
  }

  @Override
  public @Nullable Void visitCall(Value.Call node) {
    return switch (node.function()) {
      case SIGNAL_PROCESS, SIGNAL_THREAD, OVERRIDE_RETURN, WRITE_USER, SPECULATION -> yes();
      default -> super.visitCall(node);
    };
  }
}
