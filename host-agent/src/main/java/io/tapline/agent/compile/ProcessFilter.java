package io.tapline.agent.compile;

import io.tapline.agent.probe.Provider;
import io.tapline.agent.script.config.ScriptArguments;
import io.tapline.agent.script.ir.Builtin;
import io.tapline.agent.script.ir.Clause;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code -p} asks before a probe's own predicate. Where the kernel itself can watch one
 * process only, that is left to whoever attaches the program; the tracer's own probes have no
 * process.
 */
final class ProcessFilter {
  private static final Set<Provider> WHOLE_KERNEL =
      Set.of(
          Provider.TRACEPOINT,
          Provider.RAWTRACEPOINT,
          Provider.KPROBE,
          Provider.KRETPROBE,
          Provider.FENTRY,
          Provider.FEXIT);

  private ProcessFilter() {}

  static Optional<Value> of(Clause clause, ScriptArguments arguments) {
    if (arguments.process().isEmpty() || !WHOLE_KERNEL.contains(clause.point().provider())) {
      return Optional.empty();
    }
    return Optional.of(
        new Value.Comparison(
            Value.Comparison.Operator.EQUAL,
            false,
            new Value.BuiltinRead(Builtin.NAMESPACE_PID),
            new Value.Constant(Type.UINT32, arguments.process().getAsInt())));
  }
}
