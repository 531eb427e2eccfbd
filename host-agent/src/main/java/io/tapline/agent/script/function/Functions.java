package io.tapline.agent.script.function;

import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.check.FunctionTable;
import io.tapline.agent.script.ir.Gathering;
import io.tapline.agent.script.type.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All functions of the language, by name. */
public final class Functions implements FunctionTable {
  /** The one there is. */
  public static final FunctionTable ALL = new Functions();

  private final Map<String, Function> functions = new TreeMap<>();

  private Functions() {
    functions.put("count", new Aggregation(new Gathering.Count(), 0));
    functions.put("sum", new Aggregation(new Gathering.Sum(true), 1));
    functions.put("hist", new Aggregation(new Gathering.ExponentialHistogram(), 1));
    functions.put("exphist", new Aggregation(new Gathering.ExponentialHistogram(), 1));
    functions.put("str", new StrFunction());
    functions.put("syscall_name", new RenderingFunction(4, true, Type.Rendering.SYSCALL));
    functions.put("devname", new RenderingFunction(4, false, Type.Rendering.DEVICE));
    functions.put("ntop", new NtopFunction());
  }

  @Override
  public Optional<Function> find(String name) {
    return Optional.ofNullable(functions.get(name));
  }

  @Override
  public List<String> names() {
    return List.copyOf(functions.keySet());
  }
}
