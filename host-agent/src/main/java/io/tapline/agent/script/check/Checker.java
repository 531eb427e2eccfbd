package io.tapline.agent.script.check;

import io.tapline.agent.script.ast.AttachPoint;
import io.tapline.agent.script.ast.Probe;
import io.tapline.agent.script.ast.Script;
import io.tapline.agent.script.expand.ReadScript;
import io.tapline.agent.script.expand.ScriptReader;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.CheckedScript;
import io.tapline.agent.script.ir.Clause;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.record.RecordTable;
import io.tapline.agent.script.record.Records;
import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.script.source.Source;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.target.ProbeCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The front end: text to checked script, in this order.
 *
 * <ol>
 *   <li>{@link ScriptReader}: text to tree, with imports and macros in place
 *   <li>{@link NameResolver}: every name means something
 *   <li>{@link ProbeExpander}: attach points to sites of this host
 *   <li>lowering, again and again until the {@link TypeTable} settles: a map's type follows from
 *       all its uses, some of which read other maps
 * </ol>
 *
 * A pass that reported something is the last to run.
 */
public final class Checker {
  /** Types only widen, from 1 byte to 8 and to signed: this is never reached. */
  private static final int MAX_ROUNDS = 64;

  private final Source source;
  private final ProbeCatalog catalog;
  private final CheckLimits limits;

  private Checker(Source source, ProbeCatalog catalog, CheckLimits limits) {
    this.source = source;
    this.catalog = catalog;
    this.limits = limits;
  }

  /** The checked script; empty when {@code diagnostics} got something to say. */
  public static Optional<CheckedScript> check(
      Source source, ProbeCatalog catalog, CheckLimits limits, Diagnostics diagnostics) {
    ReadScript read =
        ScriptReader.read(
            source, limits.dialect(), limits.config(), limits.arguments(), diagnostics);
    return check(source, read, catalog, limits, diagnostics);
  }

  /**
   * The checked script; empty when {@code diagnostics} got something to say, now or before.
   *
   * @param read the script, read from {@code source}
   * @param limits with the settings that the script chose
   */
  public static Optional<CheckedScript> check(
      Source source,
      ReadScript read,
      ProbeCatalog catalog,
      CheckLimits limits,
      Diagnostics diagnostics) {
    return new Checker(source, catalog, limits).check(read.script(), diagnostics);
  }

  private Optional<CheckedScript> check(Script script, Diagnostics diagnostics) {
    if (script.probes().isEmpty() && diagnostics.isEmpty()) {
      diagnostics.error(new SourceRange(0, 0), "the script has no probes");
    }
    if (!diagnostics.isEmpty()) {
      return Optional.empty();
    }
    Names names = NameResolver.resolve(script, diagnostics);
    RecordTable records = Records.of(script.preamble().definitions(), catalog, diagnostics);
    List<Hit> hits = expand(script, records, diagnostics);
    return diagnostics.isEmpty() ? lower(hits, names, records, diagnostics) : Optional.empty();
  }

  /** A probe at a site. */
  private record Hit(Probe probe, Site site) {}

  private List<Hit> expand(Script script, RecordTable records, Diagnostics diagnostics) {
    ProbeExpander expander = new ProbeExpander(catalog, records, limits, diagnostics);
    List<Hit> hits = new ArrayList<>();
    for (Probe probe : script.probes()) {
      for (AttachPoint point : probe.points()) {
        expander.expand(point).forEach(site -> hits.add(new Hit(probe, site)));
        if (hits.size() > limits.maxSites()) {
          diagnostics.error(
              point.range(), "the script matches more than " + limits.maxSites() + " sites");
          return hits;
        }
      }
    }
    return hits;
  }

  private Optional<CheckedScript> lower(
      List<Hit> hits, Names names, RecordTable records, Diagnostics diagnostics) {
    TypeTable types = new TypeTable();

    for (int round = 0; round < MAX_ROUNDS; round++) {
      Diagnostics ofRound = new Diagnostics(source);
      ScriptContext context =
          new ScriptContext(names, types, new MessageTable(), records, catalog, limits, ofRound);
      CheckedScript script = new Lowering(context).lower(hits);
      if (!types.takeChanged()) {
        diagnostics.addAll(ofRound);
        return diagnostics.isEmpty() ? Optional.of(script) : Optional.empty();
      }
    }
    throw new IllegalStateException("types do not settle: script=" + source.name());
  }

  /** One round of lowering all clauses. */
  private record Lowering(ScriptContext context) {

    CheckedScript lower(List<Hit> hits) {
      EventTable events = new EventTable();
      List<Clause> clauses = new ArrayList<>();
      for (int i = 0; i < hits.size(); i++) {
        Scope scope = new Scope(context, i, hits.get(i).site());
        clauses.add(clause(hits.get(i), new StatementLowering(scope, events)));
      }
      // Clauses of earlier sites may have been lowered before later ones widened a type: that is
      // a change, and then there is another round.
      return ScriptIndex.of(clauses);
    }

    private Clause clause(Hit hit, StatementLowering statements) {
      Optional<Value> predicate = Optional.empty();
      try {
        predicate = hit.probe().predicate().map(statements.expressions()::number);
      } catch (LoweringFailure failure) {
        // Reported; the actions may have something to say too.
        predicate = Optional.empty();
      }
      List<Action> actions = statements.lower(hit.probe().body());
      Site site = hit.site();
      return new Clause(
          List.of(site.point()), site.name(), site.guard(), predicate, actions, hit.probe().range());
    }
  }
}
