package io.tapline.agent.target.demangle;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists of parts. */
final class Parts {
  private Parts() {}

  /** One that may be missing, and others. */
  static List<Node> of(@Nullable Node first, List<Node> others) {
    List<Node> parts = new ArrayList<>(others.size() + 1);
    if (first != null) {
      parts.add(first);
    }
    parts.addAll(others);
    return parts;
  }
}
