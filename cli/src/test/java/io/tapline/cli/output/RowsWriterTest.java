package io.tapline.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RowsWriterTest {
  private static final String HOSTILE = "\u001b[2Jx\u202ey\n";

  @Test
  void tableAlignsNumbersRightAndTextLeft() {
    Rows rows = new Rows(List.of("name", "n"), List.of(List.of("a", 5), List.of("bcde", 12345)));
    assertThat(written(rows, Format.TABLE)).isEqualTo("NAME      N\na         5\nbcde  12345\n");
  }

  @Test
  void tableMakesEscapeSequencesHarmless() {
    Rows rows = new Rows(List.of("comm"), List.of(List.of(HOSTILE)));
    assertThat(written(rows, Format.TABLE)).isEqualTo("COMM\n\\x1b[2Jx\\u202ey\\n\n");
  }

  @Test
  void tableShowsListsMapsAndNull() {
    Rows rows =
        new Rows(
            List.of("key", "dropped", "none"),
            List.of(Arrays.asList(List.of("sda", "read"), Map.of("ring_full", 3), null)));
    assertThat(written(rows, Format.TABLE)).contains("sda, read  ring_full=3");
  }

  @Test
  void jsonKeepsTypesAndForeignTextWhole() throws Exception {
    Rows rows =
        new Rows(
            List.of("t", "n", "s", "nan"),
            List.of(Arrays.asList(Instant.EPOCH, 7L, HOSTILE, Double.NaN)));
    JsonNode json = new ObjectMapper().readTree(written(rows, Format.JSON)).get(0);
    assertThat(json.get("t").asText()).isEqualTo("1970-01-01T00:00:00Z");
    assertThat(json.get("n").isNumber()).isTrue();
    assertThat(json.get("s").asText()).isEqualTo(HOSTILE);
    assertThat(json.get("nan").isNull()).isTrue();
  }

  @Test
  void jsonOfNoRowsIsAnEmptyArray() throws Exception {
    assertThat(new ObjectMapper().readTree(written(new Rows(List.of("a"), List.of()), Format.JSON)))
        .isEmpty();
  }

  @Test
  void csvQuotesByRfc4180() {
    Rows rows = new Rows(List.of("a", "b"), List.of(List.of("x,\"y\"", "line\nbreak")));
    assertThat(written(rows, Format.CSV)).isEqualTo("a,b\r\n\"x,\"\"y\"\"\",\"line\nbreak\"\r\n");
  }

  private static String written(Rows rows, Format format) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    new RowsWriter(new Terminal(out, out, false, false, false)).write(rows, format);
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
