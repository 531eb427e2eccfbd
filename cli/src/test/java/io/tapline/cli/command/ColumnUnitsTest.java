package io.tapline.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.cli.output.Rows;
import io.tapline.storage.query.NamedQueries;
import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnUnitsTest {
  private final NamedQueries queries = NamedQueries.bundled();

  @Test
  void nanosecondsOfTheHeaderAreShownAsTime() {
    Rows shown =
        new ColumnUnits(queries.get("slow_statements"))
            .shown(
                new Rows(
                    List.of("statement", "count", "p50", "p99"),
                    List.of(List.of("select ?", 12_345, 658_181.0, 13_656_900.0))));
    assertThat(shown.values().get(0)).containsExactly("select ?", 12_345, "658 us", "13.7 ms");
  }

  @Test
  void aUnitColumnDecidesRowByRow() {
    Rows shown =
        new ColumnUnits(queries.get("p99_by_host"))
            .shown(
                new Rows(
                    List.of("host", "unit", "p50", "p99"),
                    List.of(List.of("a", "ns", 1_500.0, 2e9), List.of("b", "bytes", 2_048, 1))));
    assertThat(shown.values().get(0)).containsExactly("a", "ns", "1.50 us", "2 s");
    assertThat(shown.values().get(1)).containsExactly("b", "bytes", "2 KiB", "1 B");
  }
}
