package io.tapline.agent.script.check;

import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.script.record.RecordTable;
import io.tapline.agent.script.type.Type;
import io.tapline.agent.target.ProbeCatalog;
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
      boolean user = tracepoint.category().equals("syscalls");
      var space = user ? Type.AddressSpace.USER : Type.AddressSpace.KERNEL;
      return catalog
          .format(tracepoint.category(), tracepoint.event())
          .map(f -> new TracepointArguments(f, space, limits.defaultTextBytes()));
    }
    if (point instanceof ProbePoint.Usdt usdt) {
      return Optional.of(new UsdtArguments(usdt.arguments()));
    }
    if (point instanceof ProbePoint.RawTracepoint) {
      return Optional.of(new RawTracepointArguments());
    }
    return Optional.of(new NoArguments());
  }
}
