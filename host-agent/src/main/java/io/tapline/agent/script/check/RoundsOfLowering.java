package io.tapline.agent.script.check;

import io.tapline.agent.script.config.Dialect;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.CheckedScript;
import io.tapline.agent.script.ir.Clause;
import io.tapline.agent.script.ir.ReadRanges;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.record.RecordTable;
import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.script.source.Source;
import io.tapline.agent.target.ProbeCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lowers all clauses, again and again until nothing more is learned of types. */
final class RoundsOfLowering {
  /** Types only widen, from 1 byte to 8 and to signed: this is never reached. */
  private static final int MAX_ROUNDS = 200;

  private final Source source;
  private final FunctionTable functions;
  private final MapUses maps;
  private final RecordTable records;
  private final ProbeCatalog catalog;
  private final CheckLimits limits;
  private final List<Hit> hits;

  RoundsOfLowering(
      Source source,
      FunctionTable functions,
      MapUses maps,
      RecordTable records,
      ProbeCatalog catalog,
      CheckLimits limits,
      List<Hit> hits) {
    this.source = source;
    this.functions = functions;
    this.maps = maps;
    this.records = records;
    this.catalog = catalog;
    this.limits = limits;
    this.hits = hits;
  }

  /** The clauses as the last round has them; what it complains about is reported. */
  CheckedScript run(Diagnostics diagnostics) {
    boolean trace = limits.dialect() == Dialect.TRACE;
    long startNanos = catalog.monotonicNanos();
    TypeTable types = new TypeTable(trace ? Numbers.TRACE : Numbers.PIPELINE);
    for (int round = 0; round < MAX_ROUNDS; round++) {
      types.startRound();
      Diagnostics ofRound = new Diagnostics(source);
      var context =
          new ScriptContext(
              functions,
              maps,
              types,
              new MessageTable(),
              new ReadRanges(),
              records,
              catalog,
              startNanos,
              limits,
              ofRound);
      CheckedScript script = lower(context);
      // A round that learned nothing may still have waited for what nobody sets.
      if (!types.changed() && !types.settleWanted()) {
        MapDeclarations.check(context);
        diagnostics.addAll(ofRound);
        return script;
      }
    }
    throw new IllegalStateException("types do not settle: script=" + source.name());
  }

  private CheckedScript lower(ScriptContext context) {
    EventTable events = new EventTable();
    List<Clause> clauses = new ArrayList<>();
    for (int i = 0; i < hits.size(); i++) {
      Hit hit = hits.get(i);
      Scope scope = new Scope(context, i, hit.site());
      Clause clause = clause(hit, new StatementLowering(scope, events));
      if (!hit.site().isUnknown()) {
        clauses.add(clause);
      }
    }
    // Clauses of earlier sites may have been lowered before later ones widened a type: that is
    // a change, and then there is another round.
    return ScriptIndex.of(clauses, context.ranges());
  }

  private Clause clause(Hit hit, StatementLowering statements) {
    Optional<Value> predicate = Optional.empty();
    try {
      predicate = hit.probe().predicate().map(statements.expressions()::condition);
    } catch (LoweringFailure failure) {
      // Reported; the actions may have something to say too.
      predicate = Optional.empty();
    }
    List<Action> actions = statements.lower(hit.probe().body());
    statements.expressions().variables().warnAboutUnset();
    Site site = hit.site();
    return new Clause(
        List.of(site.point()), site.name(), site.guard(), predicate, actions, hit.probe().range());
  }
}
