package io.tapline.agent.script.check;

import io.tapline.agent.probe.ProbePattern;
import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.script.ast.AttachPoint;
import io.tapline.agent.script.record.RecordTable;
import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.target.ProbeCatalog;
import io.tapline.agent.target.ProbeUnavailableException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Pass: every attach point to the sites it matches on this host. */
final class ProbeExpander {
  /** Each would be a program of its own on every system call of the machine. */
  private static final int MAX_SYSTEM_CALLS = 32;

  private final ProbeCatalog catalog;
  private final CheckLimits limits;
  private final Diagnostics diagnostics;
  private final ArgumentSources sources;

  ProbeExpander(
      ProbeCatalog catalog, RecordTable records, CheckLimits limits, Diagnostics diagnostics) {
    this.catalog = catalog;
    this.sources = new ArgumentSources(catalog, records, limits);
    this.limits = limits;
    this.diagnostics = diagnostics;
  }

  /** The sites in the catalog's order; empty when something was reported. */
  List<Site> expand(AttachPoint written) {
    ProbePattern pattern = written.pattern();
    switch (pattern.provider()) {
      case BEGIN, END, PROFILE, INTERVAL -> {
        return timerOrEnd(written);
      }
      case TRACEPOINT -> {
        return wrongParts(written, 2, 2, "tracepoint:CATEGORY:EVENT") ? List.of() : match(written);
      }
      case RAWTRACEPOINT -> {
        return wrongParts(written, 1, 1, "rawtracepoint:EVENT") ? List.of() : match(written);
      }
      case USDT -> {
        return wrongParts(written, 2, 3, "usdt:BINARY:PROBE or usdt:BINARY:PROVIDER:PROBE")
            ? List.of()
            : match(written);
      }
      default -> {}
    }
    diagnostics.error(written.range(), "'" + written.pattern() + "': this is not built yet");
    return List.of();
  }

  private List<Site> timerOrEnd(AttachPoint written) {
    Optional<ProbePoint> point = Timers.resolve(written.pattern());
    if (point.isEmpty()) {
      diagnostics.error(
          written.range(),
          "'" + written.pattern() + "' is no probe",
          Timers.form(written.pattern().provider()));
    }
    return point.map(p -> new Site(p, new NoArguments())).stream().toList();
  }

  private boolean wrongParts(AttachPoint written, int least, int most, String form) {
    List<String> parts = written.pattern().parts();
    boolean wrong =
        parts.size() < least
            || parts.size() > most
            || parts.stream().anyMatch(p -> p.isEmpty() || p.length() > 4096);
    if (wrong) {
      diagnostics.error(written.range(), "incomplete probe", "write it as " + form);
    }
    return wrong;
  }

  private List<Site> match(AttachPoint written) {
    List<ProbePoint> points;
    try {
      points = catalog.match(written.pattern());
    } catch (ProbeUnavailableException e) {
      diagnostics.error(written.range(), e.getMessage());
      return List.of();
    }
    if (points.isEmpty()) {
      List<String> similar = catalog.similar(written.pattern());
      diagnostics.error(
          written.range(),
          "nothing on this host matches '" + written.pattern() + "'",
          similar.isEmpty() ? "" : "similar: " + String.join(", ", similar));
      return List.of();
    }
    if (points.size() > limits.maxSites()) {
      diagnostics.error(
          written.range(),
          points.size() + " sites match, more than the " + limits.maxSites() + " allowed",
          "narrow the pattern");
      return List.of();
    }
    return tooManySystemCalls(written, points)
        ? List.of()
        : points.stream().flatMap(p -> site(p, written).stream()).toList();
  }

  private boolean tooManySystemCalls(AttachPoint written, List<ProbePoint> points) {
    long calls =
        points.stream()
            .filter(p -> p instanceof ProbePoint.Tracepoint t && t.category().equals("syscalls"))
            .count();
    if (calls > MAX_SYSTEM_CALLS) {
      diagnostics.error(
          written.range(),
          calls + " system calls match, more than the " + MAX_SYSTEM_CALLS + " allowed",
          "tracepoint:raw_syscalls:sys_enter sees them all; syscall_name(args.id) names them");
    }
    return calls > MAX_SYSTEM_CALLS;
  }

  private Optional<Site> site(ProbePoint point, AttachPoint written) {
    if (point instanceof ProbePoint.Tracepoint tracepoint) {
      return tracepoint(tracepoint, written);
    }
    return sources.of(point).map(a -> new Site(point, a));
  }

  private Optional<Site> tracepoint(ProbePoint.Tracepoint point, AttachPoint written) {
    if (point.category().equals("raw_syscalls")) {
      boolean entry = point.event().equals("sys_enter");
      var arguments = new SystemCallArguments(entry, Optional.empty());
      var raw = new ProbePoint.RawTracepoint(point.event());
      return Optional.of(new Site(raw, point.name(), Optional.empty(), arguments));
    }
    var format = catalog.format(point.category(), point.event());
    if (format.isEmpty()) {
      diagnostics.error(written.range(), "the kernel shows no format of '" + point.name() + "'");
      return Optional.empty();
    }
    Optional<Site> call = SystemCallSites.of(point, format.get(), this::systemCall);
    return call.or(() -> sources.of(point).map(a -> new Site(point, a)));
  }

  private OptionalInt systemCall(String name) {
    return catalog.systemCall(name);
  }
}
