package io.tapline.agent.trace.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.agent.script.source.Source;
import io.tapline.agent.script.source.SourceRange;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said beside the output, and where in the script it is about. */
class MessagesTest {
  private static final String TEXT =
      "begin {\n\t\t$z=0; print(\"é\"); print(5/\t$z); \n  @m[1] =\n 2;\n}\n";

  private static SourceRange range(String part) {
    int start = TEXT.indexOf(part);
    return new SourceRange(start, start + part.length());
  }

  private static Recorded text(OutputCase.Step... steps) {
    ScriptPlaces places = ScriptPlaces.in(new Source("a.bt", TEXT));
    return Recorded.text(new OutputCase("", "", steps), places, false);
  }

  private static Recorded json(OutputCase.Step... steps) {
    ScriptPlaces places = ScriptPlaces.in(new Source("a.bt", TEXT));
    return Recorded.json(new OutputCase("", "", steps), places);
  }

  @Test
  void columnsCountBytesAndTabsAreFourBlanks() {
    assertThat(text(o -> o.fault(range("5/\t$z"), "no")).err())
        .isEqualTo(
            "a.bt:2:28-33: WARNING: no\n        $z=0; print(\"\u00c3\u00a9\"); print(5/    $z); \n"
                + " ".repeat(33)
                + "~".repeat(8)
                + "\n");
  }

  @Test
  void severalLinesAreShownWithoutAMarker() {
    assertThat(text(o -> o.fault(range("@m[1] =\n 2"), "no")).err())
        .isEqualTo("a.bt:3-4: WARNING: no\n  @m[1] =\n 2;\n");
  }

  @Test
  void aMessageEndsWithOneLineBreakMoreThanItsOwn() {
    assertThat(
            text(
                    o -> o.warning(range("$z=0"), "w"),
                    o -> o.error(range("$z=0"), "e\n"),
                    o -> o.error(range("$z=0"), "e\n\n"))
                .err())
        .isEqualTo("a.bt:2:3-7: WARNING: w\na.bt:2:3-7: ERROR: e\na.bt:2:3-7: ERROR: e\n\n");
  }

  @Test
  void helpersThatFailedAreToldInFull() {
    Recorded said = text(o -> o.helperFailed(range("$z=0"), "map_update_elem", -7));
    assertThat(said.out()).isEmpty();
    assertThat(said.err())
        .startsWith(
            "a.bt:2:3-7: WARNING: Map full; can't update element. Try increasing max_map_keys"
                + " config or manually setting the max entries in a map declaration e.g. `let @a"
                + " = hash(5000)`\nAdditional Info - helper: map_update_elem, retcode: -7\n");
    assertThat(text(o -> o.helperFailed(range("$z=0"), "map_lookup_percpu_elem", 0)).err())
        .startsWith(
            "a.bt:2:3-7: WARNING: Success\n"
                + "Additional Info - helper: map_lookup_percpu_elem, retcode: 0\n");
  }

  @Test
  void jsonHasAnObjectForEachMessage() {
    assertThat(
            json(
                    o -> o.warning(range("$z=0"), "w\n"),
                    o -> o.error(range("5/"), "e"),
                    o -> o.fault(range("@m[1] =\n 2"), "no"),
                    o -> o.helperFailed(range("$z=0"), "map_update_elem", -7))
                .out())
        .isEqualTo(
            """
            {"type": "warnf", "msg": "w\\n", "filename": "a.bt", "line": 2, "col": 3}
            {"type": "errorf", "msg": "e", "filename": "a.bt", "line": 2, "col": 28}
            {"type": "runtime_error", "msg": "no", "filename": "a.bt", "line": 3, "col": 3}
            {"type": "helper_error", "msg": "Argument list too long", "helper": \
            "map_update_elem", "retcode": -7, "filename": "a.bt", "line": 2, "col": 3}
            """);
  }

  @Test
  void expansionsAreToldFromTheInside() {
    Source source = new Source("a.bt", TEXT);
    ScriptPlaces places =
        range ->
            List.of(
                new ScriptPlaces.Place(source, range),
                new ScriptPlaces.Place(source, range("begin")));
    OutputCase one = new OutputCase("", "", o -> o.fault(range("$z=0"), "no"));
    assertThat(Recorded.text(one, places, false).err())
        .endsWith("a.bt:1:1-6: WARNING: expanded from\nbegin {\n~~~~~\n");
  }

  @Test
  void aTerminalSeesColours() {
    Source source = new Source("a.bt", TEXT);
    OutputCase one =
        new OutputCase("", "", o -> o.error(range("begin"), "e\n"), o -> o.hostWarning("w"));
    assertThat(Recorded.text(one, ScriptPlaces.in(source), true).err())
        .isEqualTo("\033[31ma.bt:1:1-6: ERROR: e\033[0m\n\033[33mWARNING: w\033[0m\n");
  }
}
