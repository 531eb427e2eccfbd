package io.tapline.agent.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.agent.compile.CompileOptions;
import io.tapline.agent.compile.CompileResult;
import io.tapline.agent.compile.CompiledScript;
import io.tapline.agent.compile.RecordedCatalog;
import io.tapline.agent.compile.ScriptCompiler;
import io.tapline.agent.event.AggregateLayout;
import io.tapline.agent.event.AggregateLayout.Aggregation;
import io.tapline.agent.event.EventLayout;
import io.tapline.agent.event.Field;
import io.tapline.agent.script.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a tapset's header says is what its script puts out. */
class TapsetHeaderTest {
  private static final Path ROOT = Path.of("src/main/resources/tapsets");

  static List<Path> tapsets() throws IOException {
    try (Stream<Path> files = Files.list(ROOT)) {
      return files.filter(path -> path.toString().endsWith(".bt")).sorted().toList();
    }
  }

  @Test
  void theLibrarysTapsetsAreThere() throws IOException {
    assertThat(tapsets().stream().map(p -> p.getFileName().toString().replace(".bt", "")))
        .containsExactlyInAnyOrder(
            "syscall.latency",
            "sched.runq_latency",
            "block.latency",
            "proc.exec",
            "proc.exit",
            "tcp.connect",
            "tcp.retransmit",
            "mem.faults",
            "pg.query",
            "pg.transactions",
            "pg.locks",
            "pg.sort",
            "bench.latency");
  }

  @ParameterizedTest
  @MethodSource("tapsets")
  void headerDescribesTheScript(Path path) throws IOException {
    String text = Files.readString(path);
    Map<String, String> header = header(text);
    assertThat(header)
        .containsKeys(
            "tapset",
            "question",
            "key",
            "value",
            "unit",
            "aggregation",
            "cost",
            "needs",
            "reads",
            "example");
    assertThat(header.get("tapset") + ".bt").isEqualTo(path.getFileName().toString());
    assertThat(header.get("unit")).isIn("ns", "bytes", "count");
    assertThat(text).contains("SPDX-License-Identifier: Apache-2.0 OR GPL-2.0-only");
    CompileResult result =
        ScriptCompiler.compile(
            new Source(path.toString(), text), new RecordedCatalog(), CompileOptions.DEFAULT);
    CompiledScript script = ((CompileResult.Compiled) result).script();
    List<String> keys = words(header.get("key"));
    if (header.get("aggregation").equals("event")) {
      assertThat(script.aggregates()).isEmpty();
      List<String> columns = columns(script.events());
      assertThat(columns).containsAll(keys).containsAll(words(header.get("value")));
    } else {
      assertThat(script.events()).isEmpty();
      assertThat(script.aggregates()).hasSize(1);
      AggregateLayout map = script.aggregates().get(0);
      assertThat(map.keys()).hasSameSizeAs(keys);
      Aggregation expected =
          header.get("aggregation").equals("histogram")
              ? Aggregation.EXPONENTIAL_HISTOGRAM
              : Aggregation.valueOf(header.get("aggregation").toUpperCase(Locale.ROOT));
      assertThat(map.aggregation()).isEqualTo(expected);
    }
  }

  private static List<String> columns(List<EventLayout> events) {
    List<List<String>> columns =
        events.stream().map(e -> e.fields().stream().map(Field::name).toList()).distinct().toList();
    assertThat(columns).as("every emit has the same columns").hasSize(1);
    return columns.get(0);
  }

  private static List<String> words(String list) {
    return Arrays.stream(list.split(",", -1)).map(String::strip).filter(w -> !w.isEmpty()).toList();
  }

  private static Map<String, String> header(String text) {
    Map<String, String> header = new LinkedHashMap<>();
    for (String line : text.substring(0, text.indexOf("*/")).lines().toList()) {
      String entry = line.replaceFirst("^[ /*]+", "");
      int colon = entry.indexOf(':');
      if (colon > 0) {
        header.put(entry.substring(0, colon), entry.substring(colon + 1).strip());
      }
    }
    return header;
  }
}
