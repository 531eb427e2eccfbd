package io.tapline.agent.script.check;

import io.tapline.agent.probe.ProbePattern;
import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.probe.Provider;
import io.tapline.agent.script.ast.AttachPoint;
import io.tapline.agent.script.config.Dialect;
import io.tapline.agent.script.config.ScriptConfig;
import io.tapline.agent.script.record.RecordTable;
import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.target.ProbeCatalog;
import io.tapline.agent.target.ProbeUnavailableException;
import java.util.List;
import java.util.Optional;

/** Pass: every attach point to the sites it matches on this host. */
final class ProbeExpander {
  /** In the pipeline each would be a program of its own on every system call of the machine. */
  private static final int MAX_SYSTEM_CALLS = 32;

  private static final int MAX_HINTS = 3;

  private final ProbeCatalog catalog;
  private final CheckLimits limits;
  private final Diagnostics diagnostics;
  private final ArgumentSources sources;
  private int hints;

  ProbeExpander(
      ProbeCatalog catalog, RecordTable records, CheckLimits limits, Diagnostics diagnostics) {
    this.catalog = catalog;
    this.sources = new ArgumentSources(catalog, records, limits);
    this.limits = limits;
    this.diagnostics = diagnostics;
  }

  /** The sites in the catalog's order; empty when there are none, of which was spoken. */
  List<Site> expand(AttachPoint written) {
    ProbePattern pattern = written.pattern();
    Optional<String> wrong = ProbeForms.wrong(pattern);
    if (wrong.isPresent()) {
      diagnostics.error(written.range(), wrong.get(), ProbeForms.form(pattern.provider()));
      return List.of();
    }
    return switch (pattern.provider()) {
      case BEGIN -> List.of(site(new ProbePoint.Begin()));
      case END -> List.of(site(new ProbePoint.End()));
      case SELF -> self(written);
      case BENCH -> List.of(site(new ProbePoint.Bench(pattern.parts().get(0))));
      case TEST -> List.of(site(new ProbePoint.Test(pattern.parts().get(0))));
      case PROFILE, INTERVAL -> timer(written);
      default -> match(written);
    };
  }

  private static Site site(ProbePoint point) {
    return new Site(point, new NoArguments());
  }

  private List<Site> self(AttachPoint written) {
    String signal = written.pattern().parts().get(1);
    if (!written.pattern().parts().get(0).equals("signal") || !signal.equals("SIGUSR1")) {
      diagnostics.error(
          written.range(), signal + " is not a supported signal", "write self:signal:SIGUSR1");
      return List.of();
    }
    return List.of(site(new ProbePoint.SelfSignal(signal)));
  }

  private List<Site> timer(AttachPoint written) {
    Timers.Result timer = Timers.resolve(written.pattern(), limits.dialect());
    if (timer.point().isEmpty()) {
      diagnostics.error(written.range(), timer.message(), timer.hint());
    }
    return timer.point().map(this::withArguments).stream().toList();
  }

  private Site withArguments(ProbePoint point) {
    return new Site(point, sources.of(point).orElseGet(NoArguments::new));
  }

  private List<Site> match(AttachPoint written) {
    List<ProbePoint> points;
    try {
      points = catalog.match(written.pattern());
    } catch (ProbeUnavailableException e) {
      return missing(written, e.getMessage(), false);
    }
    if (points.isEmpty()) {
      return missing(written, noMatches(written.pattern()), true);
    }
    if (points.size() > limits.maxSites()) {
      diagnostics.error(
          written.range(),
          "Your program is trying to generate more than "
              + points.size()
              + " BPF programs, which exceeds the current limit of "
              + limits.maxSites(),
          "narrow the pattern" + (isTrace() ? ", or raise BPFTRACE_MAX_PROBES" : ""));
      return List.of();
    }
    return tooManySystemCalls(written, points)
        ? List.of()
        : points.stream().flatMap(p -> sites(p, written).stream()).toList();
  }

  private boolean isTrace() {
    return limits.dialect() == Dialect.TRACE;
  }

  private static String noMatches(ProbePattern pattern) {
    return "No matches for "
        + pattern.provider().keyword()
        + " "
        + String.join(":", pattern.parts())
        + ".";
  }

  /** Looking for names among all that a host has takes its time: a few hints will do. */
  private String similar(ProbePattern pattern) {
    if (++hints > MAX_HINTS) {
      return "";
    }
    List<String> similar = catalog.similar(pattern);
    return similar.isEmpty() ? "" : "similar: " + String.join(", ", similar);
  }

  /**
   * What is not there is an error unless the script says otherwise; a pattern may match nothing.
   */
  private List<Site> missing(AttachPoint written, String message, boolean hasSimilar) {
    var policy = isTrace() ? limits.config().missingProbes() : ScriptConfig.MissingProbes.ERROR;
    switch (policy) {
      case ERROR -> {
        if (!isTrace() || !ProbeForms.isPattern(written.pattern())) {
          String hint = hasSimilar ? similar(written.pattern()) : "";
          diagnostics.error(written.range(), message, hint);
        }
      }
      case WARN -> {
        if (!ProbeForms.isPattern(written.pattern())) {
          diagnostics.warn(written.range(), message + " Skipping.");
        }
      }
      case IGNORE -> {}
    }
    return List.of();
  }

  private boolean tooManySystemCalls(AttachPoint written, List<ProbePoint> points) {
    if (isTrace()) {
      return false;
    }
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

  private Optional<Site> sites(ProbePoint point, AttachPoint written) {
    if (point instanceof ProbePoint.Tracepoint tracepoint) {
      return tracepoint(tracepoint, written);
    }
    return sources.of(point).map(a -> new Site(point, a));
  }

  private Optional<Site> tracepoint(ProbePoint.Tracepoint point, AttachPoint written) {
    Optional<Site> raw = SystemCallSites.raw(point, sources.systemCalls());
    if (raw.isPresent()) {
      return raw;
    }
    var format = catalog.format(point.category(), point.event());
    if (format.isEmpty()) {
      diagnostics.error(written.range(), "the kernel shows no format of '" + point.name() + "'");
      return Optional.empty();
    }
    Optional<Site> call =
        SystemCallSites.of(point, format.get(), sources.systemCalls(), catalog::systemCall);
    return call.or(() -> sources.of(point).map(a -> new Site(point, a)));
  }

  /** Whether a pattern takes in every system call's entry, or every exit. */
  static boolean takesAllSystemCalls(ProbePattern pattern, boolean entry) {
    if (pattern.provider() != Provider.TRACEPOINT || pattern.parts().size() != 2) {
      return false;
    }
    String event = pattern.parts().get(1);
    return event.equals(entry ? "sys_enter_*" : "sys_exit_*")
        || event.equals("sys_*")
        || event.equals("*");
  }
}
