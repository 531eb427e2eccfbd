package io.tapline.agent.script.function;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.agent.script.check.CheckLimits;
import io.tapline.agent.script.check.Checker;
import io.tapline.agent.script.config.Dialect;
import io.tapline.agent.script.config.ScriptArguments;
import io.tapline.agent.script.config.ScriptConfig;
import io.tapline.agent.script.ir.CheckedScript;
import io.tapline.agent.script.ir.IrPrinter;
import io.tapline.agent.script.source.Diagnostic;
import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.script.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each function is lowered to, or what is said about a wrong call: {@code
 * src/test/resources/functions/FAMILY.rows}, one script to a line that begins with {@code >},
 * followed by what comes of it. Rewritten only by {@code -Dgolden.rewrite=true}; the difference is
 * then reviewed as code is.
 */
final class FunctionsTest {
  private static final Path ROOT = Path.of("src/test/resources/functions");

  private static final Map<String, String> OPTIONS =
      Map.of("number", "5", "word", "given", "flag", "", "off", "false", "minus", "-3");

  private static final Pattern OPTION = Pattern.compile("getopt\\(\"(\\w+)\"");

  static List<Path> families() throws IOException {
    try (Stream<Path> files = Files.list(ROOT)) {
      return files.filter(f -> f.toString().endsWith(".rows")).sorted().toList();
    }
  }

  /** A script with what is expected of it. */
  private record Row(String script, String expected) {}

  private static List<Row> read(Path family) throws IOException {
    Map<String, StringBuilder> rows = new LinkedHashMap<>();
    StringBuilder current = new StringBuilder();
    for (String line : Files.readAllLines(family)) {
      if (line.startsWith("> ")) {
        current = new StringBuilder();
        assertThat(rows.put(line.substring(2), current)).as("twice: %s", line).isNull();
      } else if (!line.startsWith("#") && !line.isEmpty()) {
        current.append(line).append('\n');
      }
    }
    List<Row> list = new ArrayList<>();
    rows.forEach((script, expected) -> list.add(new Row(script, expected.toString())));
    return list;
  }

  @ParameterizedTest
  @MethodSource("families")
  void areLoweredAsExpected(Path family) throws IOException {
    List<Row> rows = read(family);
    Map<String, String> actual = new LinkedHashMap<>();
    for (Row row : rows) {
      actual.put(row.script(), outcome(row.script()));
    }
    if (Boolean.getBoolean("golden.rewrite")) {
      rewrite(family, actual);
    }
    for (Row row : read(family)) {
      assertThat(actual.get(row.script())).as(row.script()).isEqualTo(row.expected());
    }
  }

  private static void rewrite(Path family, Map<String, String> actual) throws IOException {
    StringBuilder text = new StringBuilder();
    for (String line : Files.readAllLines(family)) {
      if (line.startsWith("#")) {
        text.append(line).append('\n');
      }
    }
    actual.forEach(
        (script, outcome) -> text.append("\n> ").append(script).append('\n').append(outcome));
    Files.writeString(family, text);
  }

  /** A line that begins with {@code safe} is for a script to which nothing unsafe is allowed. */
  private static String outcome(String line) {
    boolean safe = line.startsWith("safe ");
    ScriptArguments arguments = safe ? ScriptArguments.NONE : arguments(line);
    String body = safe ? line.substring("safe ".length()) : line;
    // Most rows are about what stands in begin.
    String script = body.startsWith("{") ? "begin " + body : body;
    Source source = new Source("row", script);
    Diagnostics diagnostics = new Diagnostics(source);
    CheckLimits limits =
        new CheckLimits(64, 1024, 512, Dialect.TRACE, ScriptConfig.DEFAULT, arguments);
    Optional<CheckedScript> checked =
        Checker.check(source, new SampleHost(), limits, Functions.ALL, diagnostics);
    String said =
        Stream.concat(diagnostics.warnings().stream(), diagnostics.list().stream())
            .map(FunctionsTest::said)
            .filter(s -> !s.contains("Return value discarded"))
            .collect(Collectors.joining());
    return said + checked.map(FunctionsTest::actions).orElse("");
  }

  /** Options that a script does not ask for would be refused. */
  private static ScriptArguments arguments(String line) {
    Map<String, String> named = new TreeMap<>();
    Matcher option = OPTION.matcher(line);
    while (option.find()) {
      if (OPTIONS.containsKey(option.group(1))) {
        named.put(option.group(1), OPTIONS.get(option.group(1)));
      }
    }
    if (line.contains("--other")) {
      named.put("other", "");
    }
    return new ScriptArguments(
        List.of("hello", "7"), named, OptionalInt.empty(), OptionalInt.of(321), true);
  }

  private static String said(Diagnostic diagnostic) {
    String hint = diagnostic.hint().isEmpty() ? "" : " (" + diagnostic.hint() + ")";
    return diagnostic.summary().replaceFirst("^row:1:", "") + hint + "\n";
  }

  /** What is done, without what frames it. */
  private static String actions(CheckedScript script) {
    return IrPrinter.print(script)
        .lines()
        .filter(l -> !l.startsWith("clause ") && !l.startsWith("state "))
        .map(l -> l.startsWith("  ") ? l.substring(2) + "\n" : l + "\n")
        .collect(Collectors.joining());
  }

  @Test
  void everyFunctionHasARow() throws IOException {
    StringBuilder all = new StringBuilder();
    for (Path family : families()) {
      all.append(Files.readString(family));
    }
    assertThat(Functions.ALL.names())
        .allSatisfy(
            name -> assertThat(all.toString()).as(name).containsPattern("> .*\\b" + name + "\\b"));
  }
}
