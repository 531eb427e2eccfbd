package io.tapline.agent.compile;

import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.IrWalker;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How deep loops over maps are nested: each level is a callback with a stack of its own. */
final class CallbackDepth extends IrWalker {
  private int depth;
  private int most;

  private CallbackDepth() {}

  static int of(List<Action> actions) {
    CallbackDepth walker = new CallbackDepth();
    walker.walkActions(actions);
    return walker.most;
  }

  @Override
  public @Nullable Void visitForMap(Action.ForMap node) {
    depth++;
    most = Math.max(most, depth);
    super.visitForMap(node);
    depth--;
    return null;
  }
}
