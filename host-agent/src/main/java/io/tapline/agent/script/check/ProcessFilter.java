package io.tapline.agent.script.check;

import io.tapline.agent.script.config.ScriptArguments;
import io.tapline.agent.script.ir.Builtin;
import io.tapline.agent.script.ir.CheckedScript;
import io.tapline.agent.script.ir.Clause;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.Optional;

/**
 * Pass: with {@code -p} only hits of that process count, where what is attached cannot be told so:
 * at tracepoints and functions of the kernel.
 */
final class ProcessFilter {
  private ProcessFilter() {}

  static CheckedScript apply(CheckedScript script, ScriptArguments arguments) {
    if (arguments.process().isEmpty()) {
      return script;
    }
    Value filter = filter(arguments);
    return new CheckedScript(
        script.clauses().stream().map(c -> filtered(c, filter)).toList(),
        script.states(),
        script.aggregates(),
        script.events(),
        script.messages(),
        script.probeNames());
  }

  private static Value filter(ScriptArguments arguments) {
    Builtin pid = arguments.namespace().isPresent() ? Builtin.NAMESPACE_PID : Builtin.PID;
    return new Value.Comparison(
        Value.Comparison.Operator.EQUAL,
        false,
        new Value.BuiltinRead(pid),
        new Value.Constant(Type.INT64, arguments.process().getAsInt()),
        new Type.Bool());
  }

  private static Clause filtered(Clause clause, Value filter) {
    return switch (clause.point().provider()) {
      case KPROBE, KRETPROBE, FENTRY, FEXIT, TRACEPOINT, RAWTRACEPOINT ->
          new Clause(
              clause.points(),
              clause.name(),
              Optional.of(
                  clause.guard().<Value>map(g -> TraceOperators.and(g, filter)).orElse(filter)),
              clause.predicate(),
              clause.actions(),
              clause.range());
      default -> clause;
    };
  }
}
