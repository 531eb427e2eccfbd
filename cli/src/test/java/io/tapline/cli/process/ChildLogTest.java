package io.tapline.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ChildLogTest {
  @TempDir Path folder;

  @Test
  void neverExceedsTwiceItsCap() throws Exception {
    Path file = folder.resolve("x.log");
    byte[] flood = "0123456789abcde\n".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
    try (ChildLog log = ChildLog.fresh(file, 50_000)) {
      log.pump(new ByteArrayInputStream(flood));
    }
    assertThat(Files.size(file)).isPositive().isLessThanOrEqualTo(50_000);
    assertThat(Files.size(folder.resolve("x.log.1"))).isPositive().isLessThanOrEqualTo(50_000);
  }

  @Test
  void keepsTheRunBefore() throws Exception {
    Path file = folder.resolve("x.log");
    for (String run : new String[] {"first", "second"}) {
      try (ChildLog log = ChildLog.fresh(file, 1_000)) {
        log.pump(new ByteArrayInputStream(run.getBytes(StandardCharsets.US_ASCII)));
      }
    }
    assertThat(file).hasContent("second");
    assertThat(folder.resolve("x.log.1")).hasContent("first");
  }

  @Test
  void givesTheLastLines() throws Exception {
    Path file = folder.resolve("x.log");
    Files.writeString(file, "a\n\nb\nc\n");
    assertThat(ChildLog.tail(file, 2)).containsExactly("b", "c");
  }
}
