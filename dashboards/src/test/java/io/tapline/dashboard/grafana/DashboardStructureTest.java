package io.tapline.dashboard.grafana;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Grafana would only show as an empty panel. */
class DashboardStructureTest {
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?([a-zA-Z]\\w*)");

  static List<Path> files() {
    return Dashboards.files();
  }

  @Test
  void uidsAndTitlesAreUnique() {
    List<JsonNode> all = files().stream().map(Dashboards::read).toList();
    assertThat(all).isNotEmpty();
    assertThat(all).extracting(d -> d.get("uid").asText()).doesNotHaveDuplicates();
    assertThat(all).extracting(d -> d.get("title").asText()).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("files")
  void panelsHaveUniqueIdsAndDoNotOverlap(Path file) {
    List<JsonNode> panels = Dashboards.panels(Dashboards.read(file));
    assertThat(panels).extracting(p -> p.get("id").asInt()).doesNotHaveDuplicates();
    Set<List<Integer>> taken = new HashSet<>();
    for (JsonNode panel : panels) {
      JsonNode grid = panel.get("gridPos");
      assertThat(grid.get("x").asInt() + grid.get("w").asInt()).isLessThanOrEqualTo(24);
      for (int x = 0; x < grid.get("w").asInt(); x++) {
        for (int y = 0; y < grid.get("h").asInt(); y++) {
          assertThat(taken.add(List.of(grid.get("x").asInt() + x, grid.get("y").asInt() + y)))
              .as("panel '%s' overlaps another", panel.get("title"))
              .isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void panelsSayWhatTheyShow(Path file) {
    for (JsonNode panel : Dashboards.panels(Dashboards.read(file))) {
      assertThat(panel.get("title").asText()).isNotBlank();
      assertThat(panel.get("description").asText()).as(panel.get("title").asText()).isNotBlank();
      boolean hasUnit =
          panel.at("/fieldConfig/defaults").has("unit") || panel.at("/options/yAxis").has("unit");
      assertThat(hasUnit).as("unit of '%s'", panel.get("title")).isTrue();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyQueryGoesToTheChosenDatasource(Path file) {
    JsonNode dashboard = Dashboards.read(file);
    for (JsonNode panel : Dashboards.panels(dashboard)) {
      assertDatasource(panel);
      assertThat(panel.get("targets")).isNotEmpty();
      Dashboards.list(panel.get("targets"))
          .forEach(
              target -> {
                assertDatasource(target);
                assertThat(target.get("editorType").asText()).isEqualTo("sql");
                assertThat(target.get("format").asInt())
                    .isEqualTo(target.get("queryType").asText().equals("timeseries") ? 0 : 1);
              });
    }
    Dashboards.variables(dashboard).stream()
        .filter(v -> v.get("type").asText().equals("query"))
        .forEach(DashboardStructureTest::assertDatasource);
  }

  @ParameterizedTest
  @MethodSource("files")
  void variablesAreAllDefinedAndAllUsed(Path file) throws IOException {
    JsonNode dashboard = Dashboards.read(file);
    Set<String> defined =
        Dashboards.variables(dashboard).stream()
            .map(v -> v.get("name").asText())
            .collect(Collectors.toSet());
    Set<String> used = new HashSet<>();
    Matcher matcher = VARIABLE.matcher(Files.readString(file));
    while (matcher.find()) {
      used.add(matcher.group(1));
    }
    assertThat(used).isEqualTo(defined);
  }

  @Test
  void provisioningAgreesWithTheDashboards() throws IOException {
    String source = Files.readString(Path.of("grafana/provisioning/datasources/clickhouse.yaml"));
    assertThat(source)
        .contains(
            "uid: tapline-clickhouse", "type: grafana-clickhouse-datasource", "tapline_reader");
    assertThat(source)
        .as("no password in the file")
        .contains("password: ${TAPLINE_READER_PASSWORD}");
    for (Path file : files()) {
      assertThat(Dashboards.read(file).at("/templating/list/0/current/value").asText())
          .isEqualTo("tapline-clickhouse");
    }
  }

  private static void assertDatasource(JsonNode node) {
    assertThat(node.at("/datasource/type").asText()).isEqualTo("grafana-clickhouse-datasource");
    assertThat(node.at("/datasource/uid").asText()).isEqualTo("${datasource}");
  }
}
