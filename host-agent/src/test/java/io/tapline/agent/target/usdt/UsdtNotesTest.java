package io.tapline.agent.target.usdt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.probe.UsdtArgument;
import io.tapline.agent.target.elf.ElfFile;
import io.tapline.agent.target.read.MalformedInputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Notes of {@code elf/sample.elf}; its source stands beside it. */
final class UsdtNotesTest {
  private static final Path BINARY = Path.of("/bin/sample");

  /** From readelf: the semaphore field of the first note, and its first site's first byte. */
  private static final int SEMAPHORE_FIELD = 0xd8 + 12 + 8 + 16;

  private static final int SITE = 0xb7;

  @Test
  void resolvesSiteSemaphoreAndArguments() throws IOException {
    try (ElfFile elf = ElfFile.of("sample.elf", sample())) {
      List<UsdtSite> sites = UsdtNotes.read(elf);
      assertThat(sites).map(UsdtSite::probe).containsExactly("begin", "end", "bad");

      ProbePoint.Usdt begin = sites.get(0).resolve(BINARY);
      assertThat(begin.namespace()).isEqualTo("sample");
      assertThat(begin.fileOffset()).isEqualTo(SITE);
      assertThat(begin.semaphoreOffset()).isEqualTo(0xd5);
      assertThat(begin.arguments()).hasSize(4);
      // counters 0x4010bd + 16 - site 0x4000b7
      assertThat(begin.arguments().get(3))
          .isEqualTo(new UsdtArgument(4, true, UsdtArgument.Kind.MEMORY, "rip", "", 1, 0x1016));

      ProbePoint.Usdt end = sites.get(1).resolve(BINARY);
      assertThat(end.semaphoreOffset()).isZero();
      assertThat(end.arguments()).isEmpty();
    }
  }

  @Test
  void refusesASiteThatIsNotANop() throws IOException {
    try (ElfFile elf = ElfFile.of("sample.elf", sample())) {
      assertThatThrownBy(() -> UsdtNotes.read(elf).get(2).resolve(BINARY))
          .isInstanceOf(MalformedInputException.class)
          .hasMessageContaining("not a nop: address=0x4000ba");
    }
  }

  @Test
  void refusesASemaphoreInCodeOrNowhere() throws IOException {
    assertThat(semaphoreProblem(0x4000b0)).contains("not in writable data");
    assertThat(semaphoreProblem(0x7f00_0000_0000L)).contains("outside every segment");
  }

  @Test
  void followsABinaryThatWasPrelinkedElsewhere() throws IOException {
    byte[] bytes = sample();
    // The notes say that .stapsdt.base was 0x100 lower than where it is now.
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int site = SEMAPHORE_FIELD - 16;
    buffer.putLong(site, buffer.getLong(site) - 0x100);
    buffer.putLong(site + 8, buffer.getLong(site + 8) - 0x100);
    buffer.putLong(site + 16, buffer.getLong(site + 16) - 0x100);
    try (ElfFile elf = ElfFile.of("sample.elf", bytes)) {
      ProbePoint.Usdt begin = UsdtNotes.read(elf).get(0).resolve(BINARY);
      assertThat(begin.fileOffset()).isEqualTo(SITE);
      assertThat(begin.semaphoreOffset()).isEqualTo(0xd5);
    }
  }

  private static String semaphoreProblem(long address) throws IOException {
    byte[] bytes = sample();
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(SEMAPHORE_FIELD, address);
    try (ElfFile elf = ElfFile.of("sample.elf", bytes)) {
      UsdtNotes.read(elf).get(0).resolve(BINARY);
      return "accepted";
    } catch (MalformedInputException e) {
      return e.getMessage();
    }
  }

  static byte[] sample() throws IOException {
    try (InputStream in = UsdtNotesTest.class.getResourceAsStream("/elf/sample.elf")) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }
}
