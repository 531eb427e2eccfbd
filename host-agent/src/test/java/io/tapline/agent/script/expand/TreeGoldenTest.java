package io.tapline.agent.script.expand;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.agent.script.ast.AstPrinter;
import io.tapline.agent.script.config.Dialect;
import io.tapline.agent.script.parse.Parser;
import io.tapline.agent.script.parse.ParserOptions;
import io.tapline.agent.script.source.Diagnostic;
import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.script.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each script is read to: the tree as written, and the tree that is checked, or what is wrong.
 * Rewritten only by {@code -Dgolden.rewrite=true}.
 */
class TreeGoldenTest {
  private static final Path ROOT = Path.of("src/test/resources/trees");
  private static final List<String> ARGUMENTS = List.of("42", "tap");

  static List<Path> scripts() throws IOException {
    try (Stream<Path> files = Files.list(ROOT)) {
      return files.filter(f -> f.toString().endsWith(".bt")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void isReadToWhatIsExpected(Path script) throws IOException {
    String name = script.getFileName().toString();
    String actual = describe(name, Files.readString(script));
    Path expected = script.resolveSibling(name.replace(".bt", ".expected"));
    if (Boolean.getBoolean("golden.rewrite")) {
      Files.writeString(expected, actual);
    }
    assertThat(actual).isEqualTo(Files.readString(expected));
  }

  private static String describe(String name, String text) {
    Reading.Result result = Reading.read(new Source(name, text), Dialect.TRACE, ARGUMENTS);
    StringBuilder all = new StringBuilder();
    if (result.errors().isEmpty()) {
      Source source = new Source(name, text);
      ParserOptions options = new ParserOptions(ARGUMENTS, true);
      all.append("== written\n")
          .append(AstPrinter.print(Parser.parse(source, 0, options, new Diagnostics(source))))
          .append("== read\n")
          .append(AstPrinter.print(result.script().script()));
    }
    Stream.concat(result.errors().stream(), result.warnings().stream())
        .map(Diagnostic::renderAsBpftrace)
        .forEach(d -> all.append(d).append('\n'));
    return all.toString();
  }
}
