package io.tapline.agent.script.check;

import io.tapline.agent.script.ast.Script;
import io.tapline.agent.script.config.Dialect;
import io.tapline.agent.script.expand.ReadScript;
import io.tapline.agent.script.expand.ScriptReader;
import io.tapline.agent.script.ir.CheckedScript;
import io.tapline.agent.script.record.RecordTable;
import io.tapline.agent.script.record.Records;
import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.script.source.Source;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.target.ProbeCatalog;
import java.util.Optional;

/**
 * The front end: text to checked script, in this order.
 *
 * <ol>
 *   <li>{@link ScriptReader}: text to tree, with imports and macros in place
 *   <li>{@link OptionUses}: what is on the command line is what the script asks for
 *   <li>{@link MapUses}: what each map is, by how it is written
 *   <li>{@link HitExpander}: attach points to sites of this host
 *   <li>{@link RoundsOfLowering}: to the checked tree, again and again until the {@link TypeTable}
 *       settles: a map's type follows from all its uses, some of which read other maps
 *   <li>{@link ClauseMerger}: for a terminal, clauses that do the same become one program
 * </ol>
 *
 * What is wrong with a probe or a map does not keep the others from being looked at.
 */
public final class Checker {
  private final Source source;
  private final ProbeCatalog catalog;
  private final CheckLimits limits;
  private final FunctionTable functions;

  private Checker(
      Source source, ProbeCatalog catalog, CheckLimits limits, FunctionTable functions) {
    this.source = source;
    this.catalog = catalog;
    this.limits = limits;
    this.functions = functions;
  }

  /** The checked script; empty when {@code diagnostics} got an error to say. */
  public static Optional<CheckedScript> check(
      Source source,
      ProbeCatalog catalog,
      CheckLimits limits,
      FunctionTable functions,
      Diagnostics diagnostics) {
    ReadScript read =
        ScriptReader.read(
            source, limits.dialect(), limits.config(), limits.arguments(), diagnostics);
    return check(source, read, catalog, limits, functions, diagnostics);
  }

  /**
   * The checked script; empty when {@code diagnostics} got something to say, now or before.
   *
   * @param read the script, read from {@code source}
   * @param limits with the settings that the script chose
   * @param functions that it may call
   */
  public static Optional<CheckedScript> check(
      Source source,
      ReadScript read,
      ProbeCatalog catalog,
      CheckLimits limits,
      FunctionTable functions,
      Diagnostics diagnostics) {
    return new Checker(source, catalog, limits, functions).check(read.script(), diagnostics);
  }

  private Optional<CheckedScript> check(Script script, Diagnostics diagnostics) {
    if (script.probes().isEmpty() && diagnostics.isEmpty()) {
      diagnostics.error(new SourceRange(0, 0), "the script has no probes");
    }
    if (!diagnostics.isEmpty()) {
      return Optional.empty();
    }
    Dialect dialect = limits.dialect();
    if (dialect == Dialect.TRACE) {
      OptionUses.check(script, limits.arguments().named(), diagnostics);
    }
    MapUses maps = MapUses.of(script, functions, dialect, diagnostics);
    RecordTable records = Records.of(script.preamble().definitions(), catalog, diagnostics);
    var hits = new HitExpander(catalog, records, limits, diagnostics).expand(script);
    var numbers = ProbeNumbers.of(script, hits, dialect);
    var rounds =
        new RoundsOfLowering(
            source, functions, maps, records, catalog, limits, numbers.number(hits));
    CheckedScript lowered = rounds.run(diagnostics);
    if (!diagnostics.isEmpty()) {
      return Optional.empty();
    }
    // The pipeline accounts for the hits of each site.
    return Optional.of(
        dialect == Dialect.TRACE ? numbers.named(ClauseMerger.merge(lowered)) : lowered);
  }
}
