package io.tapline.cli.command;

import io.tapline.cli.outcome.CommandFailure;
import io.tapline.cli.outcome.ExitCode;
import io.tapline.cli.output.Format;
import io.tapline.cli.output.Rows;
import io.tapline.cli.output.SimilarNames;
import io.tapline.cli.output.Terminal;
import io.tapline.cli.store.Store;
import io.tapline.storage.query.BadQueryException;
import io.tapline.storage.query.NamedQueries;
import io.tapline.storage.query.NamedQuery;
import io.tapline.storage.query.Parameter;
import io.tapline.storage.query.RenderedQuery;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Questions with names and typed parameters. */
@Command(
    name = "query",
    sortOptions = false,
    footerHeading = "Examples:%n",
    footer = {
      "  tapline query                             the questions there are",
      "  tapline query p99_by_host --describe      its parameters, columns and cost",
      "  tapline query p99_by_host tapset=syscall.latency",
      "  tapline query top_keys tapset=pg.query -o json",
      ""
    },
    description = "Ask a named question. Without a name: list them.")
final class QueryCommand extends CommandWithHelp implements Runnable {
  @Mixin private OutputOptions output = new OutputOptions();
  @Mixin private StoreOptions where = new StoreOptions();

  @Option(names = "--describe", description = "Show parameters, columns and cost; ask nothing.")
  private boolean describe;

  @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "Which question.")
  private @Nullable String name;

  @Parameters(
      index = "1..*",
      paramLabel = "PARAMETER=VALUE",
      description = "What it asks about, for example tapset=pg.query.")
  private Map<String, String> values = Map.of();

  @Override
  public void run() {
    Terminal terminal = output.terminal();
    NamedQueries queries = NamedQueries.bundled();
    if (name == null) {
      List<List<@Nullable Object>> rows = new java.util.ArrayList<>();
      queries.list().forEach(query -> rows.add(List.of(query.name(), query.question())));
      output.write(terminal, new Rows(List.of("name", "question"), rows));
      terminal.next("tapline query NAME --describe");
      return;
    }
    NamedQuery query = find(queries, name);
    if (describe) {
      output.write(terminal, description(query));
      return;
    }
    RenderedQuery rendered = render(query);
    try (Store store = where.open()) {
      Rows answer = store.ask(rendered.sql(), rendered.params());
      boolean read = output.format() == Format.TABLE;
      output.write(terminal, read ? new ColumnUnits(query).shown(answer) : answer);
    }
  }

  private static NamedQuery find(NamedQueries queries, String name) {
    List<String> names = queries.list().stream().map(NamedQuery::name).toList();
    if (!names.contains(name)) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "no question is named '" + name + "'",
          SimilarNames.nearest(name, names)
              .map(near -> "did you mean '" + near + "'?")
              .orElse("tapline query lists them"));
    }
    return queries.get(name);
  }

  private RenderedQuery render(NamedQuery query) {
    try {
      return query.render(values, Clock.systemUTC());
    } catch (BadQueryException e) {
      throw new CommandFailure(
          ExitCode.USAGE,
          String.valueOf(e.getMessage()),
          "see: tapline query " + query.name() + " --describe",
          e);
    }
  }

  private static Rows description(NamedQuery query) {
    List<List<@Nullable Object>> rows = new java.util.ArrayList<>();
    rows.add(List.of("question", "", query.question()));
    for (Parameter parameter : query.parameters()) {
      String kind =
          parameter.defaultText() == null ? " (must be given)" : " = " + parameter.defaultText();
      rows.add(List.of("parameter", parameter.name() + kind, parameter.doc()));
    }
    query.columns().forEach(column -> rows.add(List.of("column", column.name(), column.doc())));
    rows.add(List.of("cost", "", query.cost()));
    return new Rows(List.of("what", "name", "meaning"), rows);
  }
}
