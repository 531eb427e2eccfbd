package io.tapline.agent.script.check;

import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.script.config.Dialect;
import io.tapline.agent.script.record.RecordTable;
import io.tapline.agent.script.record.RecordTable.Parameter;
import io.tapline.agent.script.record.RecordTable.Prototype;
import io.tapline.agent.script.type.Type;
import io.tapline.agent.target.ProbeCatalog;
import io.tapline.agent.target.TracepointFormat;
import java.util.List;
import java.util.Optional;

/** Which {@link ArgumentSource} a site has. */
final class ArgumentSources {
  private final ProbeCatalog catalog;
  private final RecordTable records;
  private final CheckLimits limits;

  ArgumentSources(ProbeCatalog catalog, RecordTable records, CheckLimits limits) {
    this.catalog = catalog;
    this.records = records;
    this.limits = limits;
  }

  /** What can be read there; empty when the kernel does not describe it. */
  Optional<ArgumentSource> of(ProbePoint point) {
    if (point instanceof ProbePoint.Tracepoint tracepoint) {
      return catalog
          .format(tracepoint.category(), tracepoint.event())
          .map(f -> tracepoint(f, tracepoint.category().equals("syscalls")));
    } else if (point instanceof ProbePoint.RawTracepoint tracepoint) {
      return Optional.of(rawTracepoint(tracepoint.event()));
    } else if (point instanceof ProbePoint.Usdt usdt) {
      return Optional.of(new UsdtArguments(usdt.arguments(), isTrace(), records));
    } else if (point instanceof ProbePoint.Uprobe uprobe) {
      return Optional.of(new RegisterArguments(uprobe.returns(), Type.AddressSpace.USER, records));
    } else if (point instanceof ProbePoint.Kprobe kprobe) {
      return Optional.of(
          new RegisterArguments(kprobe.returns(), Type.AddressSpace.KERNEL, records));
    } else if (point instanceof ProbePoint.Fentry fentry) {
      return records.function(fentry.function()).map(p -> function(p, fentry.exit()));
    } else if (point instanceof ProbePoint.Iterator iterator) {
      return Optional.of(new IteratorArguments(iterator.kind(), records));
    } else if (point instanceof ProbePoint.Watchpoint) {
      return Optional.of(new PerfArguments(Type.AddressSpace.USER, records));
    } else if (point instanceof ProbePoint.Profile || point instanceof ProbePoint.Counted) {
      return Optional.of(new PerfArguments(Type.AddressSpace.KERNEL, records));
    }
    return Optional.of(new NoArguments());
  }

  /** Types of system calls' fields as bpftrace has them; empty in the pipeline. */
  Optional<FormatTypes> systemCalls() {
    return isTrace()
        ? Optional.of(new FormatTypes(records, Type.AddressSpace.USER))
        : Optional.empty();
  }

  private boolean isTrace() {
    return limits.dialect() == Dialect.TRACE;
  }

  private ArgumentSource tracepoint(TracepointFormat format, boolean systemCall) {
    var space = systemCall ? Type.AddressSpace.USER : Type.AddressSpace.KERNEL;
    int bytes = limits.defaultTextBytes();
    return isTrace()
        ? new TraceRecord(format, new FormatTypes(records, space), bytes)
        : new TracepointArguments(format, space, bytes);
  }

  private ArgumentSource rawTracepoint(String event) {
    if (!isTrace()) {
      return new RawTracepointArguments();
    }
    List<Parameter> parameters = records.tracepoint(event).orElse(List.of());
    return new PrototypeArguments(parameters, Optional.empty(), true);
  }

  private static ArgumentSource function(Prototype prototype, boolean exit) {
    boolean returns = exit && !(prototype.result() instanceof Type.None);
    Optional<Type> result = returns ? Optional.of(prototype.result()) : Optional.empty();
    return new PrototypeArguments(prototype.parameters(), result, false);
  }
}
