package io.tapline.agent.script.check;

import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import io.tapline.agent.target.TracepointFormat;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** Moves a system call's own tracepoint to the raw one, with the call's number as guard. */
final class SystemCallSites {
  private static final String ENTRY = "sys_enter_";
  private static final String EXIT = "sys_exit_";

  private SystemCallSites() {}

  /**
   * {@code raw_syscalls} is the raw tracepoint itself.
   *
   * @param types of fields as bpftrace has them; empty in the pipeline
   */
  static Optional<Site> raw(ProbePoint.Tracepoint point, Optional<FormatTypes> types) {
    if (!point.category().equals("raw_syscalls")) {
      return Optional.empty();
    }
    boolean entry = point.event().equals("sys_enter");
    var arguments = new SystemCallArguments(entry, Optional.empty(), types);
    return Optional.of(site(point, Optional.empty(), entry, arguments));
  }

  private static Site site(
      ProbePoint.Tracepoint point,
      Optional<Value> guard,
      boolean entry,
      SystemCallArguments arguments) {
    var raw = new ProbePoint.RawTracepoint(entry ? "sys_enter" : "sys_exit");
    return new Site(raw, point.name(), guard, arguments, Optional.empty(), false);
  }

  /** The site; empty when the point is no system call's or its number is not known. */
  static Optional<Site> of(
      ProbePoint.Tracepoint point,
      TracepointFormat format,
      Optional<FormatTypes> types,
      Function<String, OptionalInt> numbers) {
    boolean entry = point.event().startsWith(ENTRY);
    if (!point.category().equals("syscalls") || !(entry || point.event().startsWith(EXIT))) {
      return Optional.empty();
    }
    String prefix = entry ? ENTRY : EXIT;
    OptionalInt number = numbers.apply(point.event().substring(prefix.length()));
    if (number.isEmpty()) {
      return Optional.empty();
    }
    var arguments = new SystemCallArguments(entry, Optional.of(format), types);
    Value guard =
        new Value.Comparison(
            Value.Comparison.Operator.EQUAL,
            true,
            arguments.number(),
            new Value.Constant(Type.INT64, number.getAsInt()));
    return Optional.of(site(point, Optional.of(guard), entry, arguments));
  }
}
