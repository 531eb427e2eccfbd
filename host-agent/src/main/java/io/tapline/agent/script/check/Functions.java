package io.tapline.agent.script.check;

import io.tapline.agent.script.ir.Gathering;
import io.tapline.agent.script.type.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Registry of functions. Builtins are functions without arguments: a script writes them with or
 * without parentheses.
 */
final class Functions {
  private static final Map<String, Function> ALL = new TreeMap<>();

  static {
    ALL.put("count", new Aggregation(new Gathering.Count(), 0));
    ALL.put("sum", new Aggregation(new Gathering.Sum(true), 1));
    ALL.put("hist", new Aggregation(new Gathering.ExponentialHistogram(), 1));
    ALL.put("exphist", new Aggregation(new Gathering.ExponentialHistogram(), 1));
    ALL.put("str", new StrFunction());
    ALL.put("syscall_name", new RenderingFunction(4, true, Type.Rendering.SYSCALL));
    ALL.put("devname", new RenderingFunction(4, false, Type.Rendering.DEVICE));
    ALL.put("ntop", new NtopFunction());
  }

  private Functions() {}

  /** The function of that name. */
  static Optional<Function> find(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  /** The aggregation of that name. */
  static Optional<AggregationFunction> aggregation(String name) {
    return ALL.get(name) instanceof AggregationFunction function
        ? Optional.of(function)
        : Optional.empty();
  }

  /** Their names, sorted. */
  static List<String> names() {
    return List.copyOf(ALL.keySet());
  }
}
