package io.tapline.dashboard.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapline.dashboard.stored.SeededEngine;
import io.tapline.storage.engine.QueryResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every panel's and variable's SQL, expanded as Grafana does, on the real engine with rows. */
class DashboardSqlIT {
  private static long second;
  private static SeededEngine engine;

  @BeforeAll
  static void start() throws IOException {
    second = Instant.now().getEpochSecond() / 60 * 60;
    engine = SeededEngine.start(second);
  }

  @AfterAll
  static void stop() throws IOException {
    if (engine != null) {
      engine.close();
    }
  }

  @TestFactory
  List<DynamicTest> everyQueryAnswersWithRows() {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path file : Dashboards.files()) {
      JsonNode dashboard = Dashboards.read(file);
      for (int interval : new int[] {1, 10, 60}) {
        for (String hosts : List.of("", "db-1,db-2")) {
          GrafanaMacros macros = macros(interval, hosts);
          for (JsonNode panel : Dashboards.panels(dashboard)) {
            String name = panel.get("title").asText() + ", " + interval + " s, hosts " + hosts;
            JsonNode target = panel.at("/targets/0");
            tests.add(DynamicTest.dynamicTest(name, () -> check(macros, target, panel)));
          }
        }
      }
      for (JsonNode variable : Dashboards.variables(dashboard)) {
        if (variable.get("type").asText().equals("query")) {
          tests.add(
              DynamicTest.dynamicTest(
                  "$" + variable.get("name").asText(),
                  () -> check(macros(60, ""), variable.get("query"), variable)));
        }
      }
    }
    return tests;
  }

  private static GrafanaMacros macros(int interval, String hosts) {
    return new GrafanaMacros(
        second - 300,
        second,
        interval,
        Map.of("tapset", "block_io", "host", hosts, "datasource", "tapline-clickhouse"));
  }

  private static void check(GrafanaMacros macros, JsonNode query, JsonNode panel) {
    String sql = macros.expand(query.get("rawSql").asText());
    assertThat(sql).as("macros and variables that this test does not know").doesNotContain("$");
    QueryResult result = engine.reader().query(sql);
    assertThat(result.rows()).isNotEmpty();
    if (panel.path("type").asText().equals("heatmap")) {
      checkHeatmap(result);
    }
    if (query.path("format").asInt() == 0 && query.has("format")) {
      assertThat(result.names()).startsWith("time");
      assertThat(result.types().get(0)).startsWith("DateTime");
    }
  }

  /** Columns sort by number only if every name is one; and no record may fall between them. */
  private static void checkHeatmap(QueryResult result) {
    assertThat(result.names().subList(1, result.names().size()))
        .allSatisfy(name -> assertThat(Long.parseLong(name)).isPositive());
    long records =
        result.rows().stream()
            .mapToLong(
                row ->
                    row.subList(1, row.size()).stream()
                        .mapToLong(c -> ((Number) c).longValue())
                        .sum())
            .sum();
    assertThat(records).isEqualTo(24_000);
  }
}
