package io.tapline.dashboard.grafana;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The dashboards of this module's grafana folder. */
final class Dashboards {
  static final Path FOLDER = Path.of("grafana", "json");

  private Dashboards() {}

  static List<Path> files() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JsonNode read(Path file) {
    try {
      return new ObjectMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("read " + file, e);
    }
  }

  static List<JsonNode> panels(JsonNode dashboard) {
    return list(dashboard.get("panels"));
  }

  static List<JsonNode> variables(JsonNode dashboard) {
    return list(dashboard.at("/templating/list"));
  }

  static List<JsonNode> list(JsonNode array) {
    return Stream.iterate(0, i -> i < array.size(), i -> i + 1).map(array::get).toList();
  }
}
