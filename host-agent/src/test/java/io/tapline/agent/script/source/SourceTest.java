package io.tapline.agent.script.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Where things are when a script has several files and expansions, and how that is said. */
class SourceTest {
  private final Source source = new Source("a.bt", "macro f(x) {\n\tg(x)\n}\nbegin { f(1) }");

  private static SourceRange range(int start, int end) {
    return new SourceRange(start, end);
  }

  @Test
  void tellsTheFilesOfAScriptApart() {
    int first = source.add(new Source("b.bt", "one\ntwo")).orElseThrow();
    int second = source.add(new Source("c.bt", "three")).orElseThrow();
    source.addLibrary(new Source("stdlib/d.bt", "four"), Source.LIBRARY_START);
    assertThat(source.place(range(23, 28)).file()).isSameAs(source);
    assertThat(error(range(first + 4, first + 7)).summary()).isEqualTo("b.bt:2:1-3: error: bad");
    assertThat(error(range(second, second + 5)).summary()).isEqualTo("c.bt:1:1-5: error: bad");
    int library = Source.LIBRARY_START;
    assertThat(error(range(library, library + 4)).summary())
        .isEqualTo("stdlib/d.bt:1:1-4: error: bad");
  }

  @Test
  void endOfAFileIsNotTheNextOne() {
    int first = source.add(new Source("b.bt", "")).orElseThrow();
    source.add(new Source("c.bt", "x"));
    assertThat(error(range(first, first)).summary()).isEqualTo("b.bt:1:1: error: bad");
  }

  @Test
  void whatEndsInAnotherTextIsShownWhereItBegins() {
    int copy = source.expand(range(11, 20), range(29, 33)).orElseThrow();
    assertThat(error(range(23, copy + 5)).summary()).isEqualTo("a.bt:4:3: error: bad");
    assertThat(error(range(copy + 3, copy + 500)).summary()).isEqualTo("a.bt:2:2: error: bad");
  }

  @Test
  void refusesMoreThanItHasRoomFor() {
    String text = "x".repeat(1 << 24);
    for (int i = 0; i < 15; i++) {
      assertThat(source.add(new Source("b.bt", text))).isPresent();
    }
    assertThat(source.add(new Source("b.bt", text))).isEmpty();
  }

  @Test
  void saysWhereAMacroIsWrittenAndWhereCalled() {
    int copy = source.expand(range(11, 20), range(29, 33)).orElseThrow();
    SourceRange inCopy = range(copy + 3, copy + 7);
    assertThat(source.outermost(inCopy)).isEqualTo(range(29, 33));
    assertThat(error(inCopy).render())
        .isEqualTo(
            """
            a.bt:2:2-5: error: bad
            \tg(x)
            \t~~~~
            a.bt:4:9-12: expanded from here
            begin { f(1) }
                    ~~~~
            hint: good""");
  }

  @Test
  void saysItAsBpftraceDoes() {
    int copy = source.expand(range(11, 20), range(29, 33)).orElseThrow();
    assertThat(error(range(copy + 3, copy + 7)).renderAsBpftrace())
        .isEqualTo(
            """
            a.bt:2:2-6: ERROR: bad
                g(x)
                ~~~~
            a.bt:4:9-13: ERROR: expanded from
            begin { f(1) }
                    ~~~~
            HINT: good""");
  }

  @Test
  void tellsOfOtherPlaces() {
    Source text = new Source("stdin", "$a = 1;\nlet $a;");
    List<Diagnostic.Note> notes = List.of(new Diagnostic.Note(range(0, 6), "here"));
    var twice =
        new Diagnostic(text, Diagnostic.Severity.ERROR, range(8, 14), "twice", notes, "once");
    assertThat(twice.render())
        .isEqualTo(
            """
            stdin:2:1-6: error: twice
            let $a;
            ~~~~~~
            stdin:1:1-6: here
            $a = 1;
            ~~~~~~
            hint: once""");
    assertThat(twice.renderAsBpftrace())
        .isEqualTo(
            """
            stdin:2:1-7: ERROR: twice
            let $a;
            ~~~~~~
            stdin:1:1-7: ERROR: here
            $a = 1;
            ~~~~~~
            HINT: once""");
  }

  @Test
  void countsBytesAndShowsAllLinesAsBpftraceDoes() {
    Source text = new Source("stdin", "begin { /* é */ f(1);\n\tg(\n2) }");
    assertThat(diagnostic(text, range(16, 20), "").renderAsBpftrace())
        .isEqualTo(
            """
            stdin:1:18-22: WARNING: bad
            begin { /* é */ f(1);
                             ~~~~""");
    assertThat(diagnostic(text, range(23, 28), "").renderAsBpftrace())
        .isEqualTo("stdin:2-3: WARNING: bad\n\tg(\n2) }");
  }

  @Test
  void collectsInTheOrderOfTheText() {
    int copy = source.expand(range(11, 20), range(29, 33)).orElseThrow();
    Diagnostics diagnostics = new Diagnostics(source);
    diagnostics.error(range(35, 36), "last");
    diagnostics.error(range(copy, copy + 1), "in the copy");
    diagnostics.error(range(0, 1), "first");
    assertThat(diagnostics.list().stream().map(Diagnostic::message))
        .containsExactly("first", "in the copy", "last");
  }

  private Diagnostic error(SourceRange range) {
    return new Diagnostic(source, range, "bad", "good");
  }

  private static Diagnostic diagnostic(Source source, SourceRange range, String hint) {
    return new Diagnostic(source, Diagnostic.Severity.WARNING, range, "bad", List.of(), hint);
  }
}
