package io.tapline.storage.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamedQueryTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
  private static final NamedQuery QUERY =
      NamedQuery.parse(
          "q",
          "-- question: what\n-- param who string : whom\n-- param limit number = 5 : rows\n"
              + "-- param from time = now-1h : since\n-- column a : b\n-- cost: none\nSELECT 1\n");

  static List<NamedQuery> bundled() {
    return NamedQueries.bundled().list();
  }

  @Test
  void readsTheHeader() {
    assertThat(QUERY.question()).isEqualTo("what");
    assertThat(QUERY.parameters())
        .containsExactly(
            new Parameter("who", ParameterType.STRING, null, "whom"),
            new Parameter("limit", ParameterType.NUMBER, "5", "rows"),
            new Parameter("from", ParameterType.TIME, "now-1h", "since"));
    assertThat(QUERY.columns()).containsExactly(new Column("a", "b"));
    assertThat(QUERY.cost()).isEqualTo("none");
  }

  @Test
  void defaultsStandWhereNothingIsGiven() {
    assertThat(QUERY.render(Map.of("who", "me"), CLOCK).params())
        .isEqualTo(Map.of("who", "me", "limit", 5L, "from", Instant.parse("2026-11-23T11:00:00Z")));
  }

  @ParameterizedTest
  @CsvSource({
    "now, 2026-11-23T12:00:00Z",
    "now-90s, 2026-11-23T11:58:30Z",
    "now-2d, 2026-11-21T12:00:00Z",
    "1700000000, 2023-11-14T22:13:20Z",
    "1700000000.25, 2023-11-14T22:13:20.250Z",
    "2026-11-23T03:00:00Z, 2026-11-23T03:00:00Z",
    "2026-11-23 03:00:00, 2026-11-23T03:00:00Z",
    "2026-11-23T03:00, 2026-11-23T03:00:00Z"
  })
  void readsTimes(String text, Instant expected) {
    assertThat(QUERY.render(Map.of("who", "me", "from", text), CLOCK).params())
        .containsEntry("from", expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "now-",
        "now-1w",
        "now+1h",
        "-5",
        "2026-13-01T00:00:00Z",
        "99999999999999999999"
      })
  void refusesOtherTimesWithWhatWouldDo(String text) {
    assertThatThrownBy(() -> QUERY.render(Map.of("who", "me", "from", text), CLOCK))
        .isInstanceOf(BadQueryException.class)
        .hasMessageContaining("parameter from = '" + text + "'")
        .hasMessageContaining("now-15m");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "1.5", "many", "4294967296"})
  void refusesOtherNumbers(String text) {
    assertThatThrownBy(() -> QUERY.render(Map.of("who", "me", "limit", text), CLOCK))
        .isInstanceOf(BadQueryException.class)
        .hasMessageContaining("whole number");
  }

  @Test
  void greatestNumberStaysPositive() {
    assertThat(QUERY.render(Map.of("who", "me", "limit", "4294967295"), CLOCK).params())
        .containsEntry("limit", 4294967295L);
  }

  @Test
  void namesTheParameterThatIsMissingOrUnknown() {
    assertThatThrownBy(() -> QUERY.render(Map.of(), CLOCK))
        .isInstanceOf(BadQueryException.class)
        .hasMessageContaining("needs the parameter who: whom");
    assertThatThrownBy(() -> QUERY.render(Map.of("whom", "me"), CLOCK))
        .isInstanceOf(BadQueryException.class)
        .hasMessageContaining("no parameter whom; it has who, limit, from");
  }

  @Test
  void unknownQueryNamesThoseThatExist() {
    assertThatThrownBy(() -> NamedQueries.bundled().get("p99"))
        .isInstanceOf(BadQueryException.class)
        .hasMessageContaining("p99_by_host");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-- param broken\nSELECT 1",
        "SELECT 1",
        "-- question: x\n-- param a colour : b\nSELECT 1"
      })
  void refusesHeadersThatCannotBeRead(String text) {
    assertThatThrownBy(() -> NamedQuery.parse("q", text))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @MethodSource("bundled")
  void everyPlaceInTheTextHasAParameterOfItsTypeAndTheReverse(NamedQuery query) {
    Map<ParameterType, String> types =
        Map.of(
            ParameterType.STRING, "String",
            ParameterType.NUMBER, "UInt32",
            ParameterType.TIME, "DateTime64(3, 'UTC')");
    Set<String> declared = new TreeSet<>();
    query.parameters().forEach(p -> declared.add("{" + p.name() + ":" + types.get(p.type()) + "}"));
    Set<String> used = new TreeSet<>();
    Matcher matcher = Pattern.compile("\\{\\w+:[^}]+}").matcher(query.sql());
    while (matcher.find()) {
      used.add(matcher.group());
    }
    assertThat(used).isEqualTo(declared);
  }

  @Test
  void indexNamesEveryQuery() throws IOException {
    Path folder = Path.of("src/main/resources/queries");
    try (Stream<Path> files = Files.list(folder)) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".sql"))
              .sorted()
              .toList();
      assertThat(Files.readAllLines(folder.resolve("index"))).isEqualTo(names);
    }
  }
}
