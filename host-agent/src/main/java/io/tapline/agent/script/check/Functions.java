package io.tapline.agent.script.check;

import io.tapline.agent.script.type.Type;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Registry of the functions that have a value. */
final class Functions {
  private static final Map<String, Function> ALL =
      Map.of(
          "str", new StrFunction(),
          "syscall_name", new RenderingFunction(4, true, Type.Rendering.SYSCALL),
          "devname", new RenderingFunction(4, false, Type.Rendering.DEVICE),
          "ntop", new NtopFunction());

  /** Their names. */
  static final Set<String> NAMES = new TreeSet<>(ALL.keySet());

  private Functions() {}

  /** The function of a name that {@link NameResolver} let pass. */
  static Function get(String name) {
    Function function = ALL.get(name);
    if (function == null) {
      throw new IllegalStateException("function not resolved: " + name);
    }
    return function;
  }
}
