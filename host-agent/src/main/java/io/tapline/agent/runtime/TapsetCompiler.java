package io.tapline.agent.runtime;

import io.tapline.agent.compile.CompileOptions;
import io.tapline.agent.compile.CompileResult;
import io.tapline.agent.compile.CompiledScript;
import io.tapline.agent.compile.ScriptCompiler;
import io.tapline.agent.kernel.load.KernelFeatures;
import io.tapline.agent.probe.ProbePattern;
import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.probe.Provider;
import io.tapline.agent.runtime.SessionStarter.CannotStartException;
import io.tapline.agent.runtime.SessionStarter.Why;
import io.tapline.agent.script.source.Diagnostic;
import io.tapline.agent.script.source.Source;
import io.tapline.agent.script.tapset.Tapset;
import io.tapline.agent.target.ProbeCatalog;
import io.tapline.agent.target.ProbeUnavailableException;
import io.tapline.agent.target.TracepointFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Compiles a tapset for this host, and tells a probe that is missing from a script that is wrong.
 */
final class TapsetCompiler {
  private final ProbeCatalog catalog;
  private final CompileOptions options;

  TapsetCompiler(ProbeCatalog catalog, KernelFeatures features) {
    this.catalog = catalog;
    this.options =
        features.taskStorage()
            ? CompileOptions.DEFAULT.withThreadStorage()
            : CompileOptions.DEFAULT;
  }

  /**
   * Compiles.
   *
   * @param firstEventId the number of the script's first emit statement
   */
  CompiledScript compile(Tapset tapset, int firstEventId) throws CannotStartException {
    Asked asked = new Asked(catalog);
    CompileResult result =
        ScriptCompiler.compile(
            new Source(tapset.name() + ".bt", tapset.script()),
            asked,
            options.withFirstEventId(firstEventId));
    if (result instanceof CompileResult.Compiled compiled) {
      return compiled.script();
    }
    List<Diagnostic> diagnostics = ((CompileResult.Refused) result).diagnostics();
    if (!asked.unavailable.isEmpty()) {
      throw new CannotStartException(Why.UNSUPPORTED, String.join("; ", asked.unavailable));
    }
    List<ProbePattern> kernel =
        asked.unmatched.stream().filter(p -> p.provider() != Provider.USDT).toList();
    if (!kernel.isEmpty()) {
      throw new CannotStartException(Why.UNSUPPORTED, "this kernel has no " + list(kernel));
    }
    if (!asked.absent.isEmpty()) {
      throw new CannotStartException(Why.NOTHING_TO_TRACE, asked.absent.get(0));
    }
    if (!asked.unmatched.isEmpty()) {
      throw new CannotStartException(
          Why.NOTHING_TO_TRACE, "nothing here has probes " + list(asked.unmatched));
    }
    throw new CannotStartException(
        Why.FAULT, diagnostics.stream().map(Diagnostic::summary).collect(Collectors.joining("; ")));
  }

  private static String list(List<ProbePattern> patterns) {
    return patterns.stream().map(ProbePattern::toString).collect(Collectors.joining(", "));
  }

  /** The host's catalog, remembering what was asked for in vain. */
  private static final class Asked implements ProbeCatalog {
    private final ProbeCatalog catalog;
    private final List<ProbePattern> unmatched = new ArrayList<>();
    private final List<String> unavailable = new ArrayList<>();
    private final List<String> absent = new ArrayList<>();

    Asked(ProbeCatalog catalog) {
      this.catalog = catalog;
    }

    @Override
    public List<ProbePoint> match(ProbePattern pattern) throws ProbeUnavailableException {
      List<ProbePoint> points;
      try {
        points = catalog.match(pattern);
      } catch (ProbeUnavailableException e) {
        // A program may be installed or started any time; a kernel stays what it is.
        (pattern.provider() == Provider.USDT ? absent : unavailable)
            .add(String.valueOf(e.getMessage()));
        throw e;
      }
      if (points.isEmpty()) {
        unmatched.add(pattern);
      }
      return points;
    }

    @Override
    public Optional<TracepointFormat> format(String category, String event) {
      return catalog.format(category, event);
    }

    @Override
    public OptionalInt systemCall(String name) {
      return catalog.systemCall(name);
    }

    @Override
    public List<String> similar(ProbePattern pattern) {
      return catalog.similar(pattern);
    }
  }
}
