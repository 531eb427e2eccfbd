package io.tapline.agent.compile;

import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.IrWalker;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What loops there are in a clause. */
final class LoopShape extends IrWalker {
  private int depth;
  private int callbackDepth;
  private boolean loops;

  LoopShape(List<Action> actions) {
    walkActions(actions);
  }

  /** How deep loops over maps are nested: each level is a callback with a stack of its own. */
  int callbackDepth() {
    return callbackDepth;
  }

  /** Whether there is any loop. */
  boolean loops() {
    return loops;
  }

  @Override
  public @Nullable Void visitForMap(Action.ForMap node) {
    loops = true;
    depth++;
    callbackDepth = Math.max(callbackDepth, depth);
    super.visitForMap(node);
    depth--;
    return null;
  }

  @Override
  public @Nullable Void visitWhile(Action.While node) {
    loops = true;
    return super.visitWhile(node);
  }

  @Override
  public @Nullable Void visitForRange(Action.ForRange node) {
    loops = true;
    return super.visitForRange(node);
  }
}
