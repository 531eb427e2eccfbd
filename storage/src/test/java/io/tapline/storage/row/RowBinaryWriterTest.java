package io.tapline.storage.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RowBinaryWriterTest {
  static Stream<Arguments> values() {
    return Stream.of(
        row("UInt8", out -> out.int8(255), "ff"),
        row("Bool", out -> out.bool(true), "01"),
        row("UInt16", out -> out.int16(0x1234), "3412"),
        row("UInt32 above 2^31", out -> out.int32(0xfffffffeL), "feffffff"),
        row("Int64", out -> out.int64(-2), "feffffffffffffff"),
        row("varint one byte", out -> out.varint(127), "7f"),
        row("varint two bytes", out -> out.varint(128), "8001"),
        row("varint greatest", out -> out.varint(Integer.MAX_VALUE), "ffffffff07"),
        row("empty string", out -> out.string(""), "00"),
        row("ASCII", out -> out.string("ab"), "026162"),
        row("UTF-8 after ASCII", out -> out.string("aé🙂"), "0761c3a9f09f9982"),
        row("unpaired surrogate", out -> out.string("\ud83d"), "013f"),
        row("array", out -> out.strings(List.of("a", "")), "02016100"),
        row("map of text", out -> out.stringMap(Map.of("k", "v")), "01016b0176"),
        row("counters", out -> out.counters(Map.of("k", 3L)), "01016b0300000000000000"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("values")
  void writes(String name, Consumer<RowBinaryWriter> write, String hex) {
    RowBinaryWriter out = new RowBinaryWriter();
    write.accept(out);
    assertThat(HexFormat.of().formatHex(out.toByteArray())).isEqualTo(hex);
  }

  @Test
  void growsAndKeepsWhatWasWritten() {
    RowBinaryWriter out = new RowBinaryWriter(0);
    String text = "x".repeat(100_000);
    out.int64(1);
    out.string(text);
    out.string("é".repeat(100_000));
    byte[] bytes = out.toByteArray();
    assertThat(bytes).hasSize(8 + 3 + 100_000 + 3 + 200_000);
    assertThat(new String(bytes, 11, 100_000, StandardCharsets.UTF_8)).isEqualTo(text);
  }

  @Test
  void truncateTakesBackARow() {
    RowBinaryWriter out = new RowBinaryWriter();
    out.int8(1);
    int mark = out.length();
    out.string("half a row");
    out.truncate(mark);
    assertThat(out.toByteArray()).containsExactly(1);
    assertThatThrownBy(() -> out.truncate(5)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Arguments row(String name, Consumer<RowBinaryWriter> write, String hex) {
    return Arguments.of(name, write, hex);
  }
}
