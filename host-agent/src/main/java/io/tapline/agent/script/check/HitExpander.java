package io.tapline.agent.script.check;

import io.tapline.agent.script.ast.AttachPoint;
import io.tapline.agent.script.ast.Probe;
import io.tapline.agent.script.ast.Script;
import io.tapline.agent.script.config.Dialect;
import io.tapline.agent.script.config.ScriptConfig.MissingProbes;
import io.tapline.agent.script.record.RecordTable;
import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.target.ProbeCatalog;
import java.util.ArrayList;
import java.util.List;

/** Pass: every probe of a script at all its sites. */
final class HitExpander {
  private final ProbeExpander expander;
  private final CheckLimits limits;
  private final Diagnostics diagnostics;

  HitExpander(
      ProbeCatalog catalog, RecordTable records, CheckLimits limits, Diagnostics diagnostics) {
    this.expander = new ProbeExpander(catalog, records, limits, diagnostics);
    this.limits = limits;
    this.diagnostics = diagnostics;
  }

  /** The hits in the order of the text; a probe without a site is there once, for its mistakes. */
  List<Hit> expand(Script script) {
    List<Hit> hits = new ArrayList<>();
    for (int i = 0; i < script.probes().size(); i++) {
      Probe probe = script.probes().get(i);
      List<Hit> ofProbe = expand(i, probe);
      if (ofProbe.isEmpty()) {
        missing(probe);
        AttachPoint first = probe.points().get(0);
        ofProbe.add(new Hit(i, probe, first, Site.unknown(first.pattern().toString())));
      }
      hits.addAll(ofProbe);
      if (hits.size() > limits.maxSites()) {
        diagnostics.error(
            probe.points().get(0).range(),
            "the script matches more than " + limits.maxSites() + " sites",
            "narrow the patterns");
        return hits.subList(0, limits.maxSites());
      }
    }
    return hits;
  }

  private List<Hit> expand(int number, Probe probe) {
    List<Hit> hits = new ArrayList<>();
    for (AttachPoint point : probe.points()) {
      expander.expand(point).forEach(site -> hits.add(new Hit(number, probe, point, site)));
    }
    return hits;
  }

  private void missing(Probe probe) {
    MissingProbes policy =
        limits.dialect() == Dialect.TRACE ? limits.config().missingProbes() : MissingProbes.IGNORE;
    var range = probe.points().get(0).range();
    if (policy == MissingProbes.ERROR && diagnostics.isEmpty()) {
      diagnostics.error(
          range,
          "Probe has no valid attach points. If this is expected, set the 'missing_probes' config"
              + " variable to 'warn'.");
    } else if (policy == MissingProbes.WARN) {
      diagnostics.warn(
          range,
          "Probe has no valid attach points. It is being removed which may cause issues with"
              + " program behavior.");
    }
  }
}
