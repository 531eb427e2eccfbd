package io.tapline.agent.script.check;

import io.tapline.agent.script.ir.Action;
import java.util.List;

/** Where what follows is never reached. */
final class Jumps {
  private Jumps() {}

  /** Whether nothing that stands after these is ever done. */
  static boolean ends(List<Action> actions) {
    return !actions.isEmpty() && ends(actions.get(actions.size() - 1));
  }

  private static boolean ends(Action action) {
    if (action instanceof Action.If choice) {
      return ends(choice.then()) && ends(choice.otherwise());
    }
    return action instanceof Action.Return
        || action instanceof Action.Break
        || action instanceof Action.Continue;
  }
}
