package io.tapline.agent.script.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.agent.script.ast.AstPrinter;
import io.tapline.agent.script.ast.Script;
import io.tapline.agent.script.source.Diagnostic;
import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.script.source.Source;
import io.tapline.agent.script.source.SourceRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ParserTest {

  private static Script parse(String text) {
    Source source = new Source("test.bt", text);
    Diagnostics diagnostics = new Diagnostics(source);
    Script script = Parser.parse(source, diagnostics);
    assertThat(diagnostics.list()).as(text).isEmpty();
    return script;
  }

  private static List<String> errors(String text) {
    Source source = new Source("test.bt", text);
    Diagnostics diagnostics = new Diagnostics(source);
    Parser.parse(source, diagnostics);
    return diagnostics.list().stream().map(Diagnostic::summary).toList();
  }

  @Test
  void printedTreesParseToThemselves() {
    for (long seed = 0; seed < 500; seed++) {
      Script script = new RandomScripts(seed).script();
      assertThat(parse(AstPrinter.print(script)))
          .as("seed " + seed)
          .usingRecursiveComparison()
          .ignoringFieldsOfTypes(SourceRange.class)
          .isEqualTo(script);
    }
  }

  static List<Path> scripts() throws IOException {
    try (Stream<Path> tapsets = Files.list(Path.of("src/main/resources/tapsets"));
        Stream<Path> goldens = Files.walk(Path.of("src/test/resources/scripts"))) {
      return Stream.concat(tapsets, goldens)
          .filter(p -> p.toString().endsWith(".bt"))
          .filter(p -> !p.getFileName().toString().equals("syntax.bt"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void writtenScriptsSurvivePrinting(Path path) throws IOException {
    Script script = parse(Files.readString(path));
    assertThat(parse(AstPrinter.print(script)))
        .usingRecursiveComparison()
        .ignoringFieldsOfTypes(SourceRange.class)
        .isEqualTo(script);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "1 + 2 * 3 # (1 + (2 * 3))",
        "1 - 2 - 3 # ((1 - 2) - 3)",
        "-a.b + !c # ((-a.b) + (!c))",
        "a ? b : c ? d : e # (a ? b : (c ? d : e))",
        "(uint8)a + 1 # (((uint8)a) + 1)",
        "(a) + 1 # (a + 1)",
        "a->b.c[1] # a.b.c[1]",
        "a && b || c && d # ((a && b) || (c && d))",
        "0x1F + 1e3 + 1_000 + 010 + 2ms # ((((31 + 1000) + 1000) + 8) + 2000000)",
        "18446744073709551615 # 18446744073709551615"
      })
  void bindsOperatorsAsCDoes(String written, String expected) {
    String printed = AstPrinter.print(parse("begin { $r = " + written + "; }"));
    assertThat(printed).contains("$r = " + expected + ";");
  }

  @Test
  void bindsBitwiseOperatorsAsCDoes() {
    String printed = AstPrinter.print(parse("begin { $r = 1|2^3&4==5<6<<7+8*9; }"));
    assertThat(printed).contains("(1 | (2 ^ (3 & (4 == (5 < (6 << (7 + (8 * 9))))))))");
  }

  @Test
  void readsDivisionInsideAPredicate() {
    assertThat(AstPrinter.print(parse("begin / 8 / 2 == 4 / { }"))).contains("/ ((8 / 2) == 4) /");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "begin { | test.bt:1:7: error: block without an end",
        "begin { @a = 99999999999999999999; } "
            + "| test.bt:1:14-33: error: '99999999999999999999' is not a number of 64 bits",
        "begin { } /* x | test.bt:1:11-12: error: comment without an end",
        "begin { @a = 1 } } | test.bt:1:18: error: expected a probe such as "
            + "'tracepoint:sched:sched_switch', found '}'",
        "begin { @a = 'x'; } | test.bt:1:14: error: character ''' means nothing here",
        "begin { $ = 1; } | test.bt:1:9: error: a scratch variable needs a name after '$'",
        "begin { @a 1; } | test.bt:1:12: error: expected ';' after the statement, found '1'"
      },
      quoteCharacter = '`')
  void saysWhereAndWhat(String script, String expected) {
    assertThat(errors(script)).first().isEqualTo(expected);
  }

  @Test
  void goesOnAfterAnError() {
    assertThat(errors("begin { @a = ; @b = ; } end { @c = ; }")).hasSize(3);
  }
}
