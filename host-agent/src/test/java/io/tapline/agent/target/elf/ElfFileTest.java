package io.tapline.agent.target.elf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapline.agent.target.read.MalformedInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against what readelf says of {@code elf/sample.elf}. */
final class ElfFileTest {
  @Test
  void readsSectionsSegmentsAndSymbols() throws IOException {
    try (ElfFile elf = ElfFile.of("sample.elf", sample())) {
      assertThat(elf.sections())
          .map(ElfSection::name)
          .containsExactly(
              "",
              ".text",
              ".stapsdt.base",
              ".data",
              ".probes",
              ".note.stapsdt",
              ".symtab",
              ".strtab",
              ".shstrtab");
      assertThat(elf.symbol("counters")).hasValue(0x4010bd);
      assertThat(elf.symbol("counter")).isEmpty();
      assertThat(elf.segment(0x4000b7).orElseThrow().executable()).isTrue();
      assertThat(elf.segment(0x4010d5).orElseThrow().fileOffset(0x4010d5)).isEqualTo(0xd5);
      assertThat(elf.segment(0x4010d7)).as("one byte behind the file's part").isEmpty();
      assertThat(elf.notes(elf.section(".note.stapsdt").orElseThrow())).hasSize(3);
    }
  }

  @Test
  void anEmptyFileIsALocatedError(@TempDir Path folder) throws IOException {
    Path empty = Files.createFile(folder.resolve("empty"));
    assertThatThrownBy(() -> ElfFile.open(empty))
        .isInstanceOf(MalformedInputException.class)
        .hasMessage(empty + ": at 0x0: ELF header runs past the end of the file");
  }

  @Test
  void aScriptIsALocatedError() {
    byte[] script =
        Arrays.copyOf("#!/bin/sh\n".getBytes(java.nio.charset.StandardCharsets.UTF_8), 64);
    assertThatThrownBy(() -> ElfFile.of("app", script)).hasMessage("app: at 0x0: not an ELF file");
  }

  @Test
  void everyTruncationIsAValueOrALocatedError() throws IOException {
    byte[] whole = sample();
    for (int length = 0; length < whole.length; length++) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> ElfFile.of("cut", part).close())
          .as("length %s", length)
          .isInstanceOf(MalformedInputException.class);
    }
  }

  @Test
  void aSectionOfHalfTheAddressSpaceIsALocatedError() throws IOException {
    byte[] bytes = sample();
    // sh_size of .note.stapsdt, section 5 of the table at 0x380.
    ByteBuffer.wrap(bytes)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(0x380 + 5 * 64 + 32, Long.MIN_VALUE);
    try (ElfFile elf = ElfFile.of("huge", bytes)) {
      ElfSection section = elf.section(".note.stapsdt").orElseThrow();
      assertThatThrownBy(() -> elf.notes(section))
          .isInstanceOf(MalformedInputException.class)
          .hasMessageContaining("too large: length=9223372036854775808");
    }
  }

  private static byte[] sample() throws IOException {
    try (InputStream in = ElfFileTest.class.getResourceAsStream("/elf/sample.elf")) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }
}
