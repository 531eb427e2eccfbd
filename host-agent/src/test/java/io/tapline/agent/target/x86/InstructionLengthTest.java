package io.tapline.agent.target.x86;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Lengths against the manuals' examples, and against objdump over whole programs. */
final class InstructionLengthTest {
  private static final List<String> OBJDUMPS =
      List.of("/usr/bin/objdump", "/usr/local/bin/objdump");

  @ParameterizedTest(name = "{2}")
  @CsvSource({
    "90, 1, nop",
    "f30f1efa, 4, endbr64",
    "55, 1, push %rbp",
    "4157, 2, push %r15",
    "4889e5, 3, mov %rsp to %rbp",
    "488b05 11223344, 7, mov from rip-relative",
    "48b8 1122334455667788, 10, movabs",
    "66b8 1122, 4, mov of 16 bits",
    "c7842411223344 55667788, 11, mov of a constant through a SIB",
    "66c70424 1122, 6, mov of 16 bits through a SIB",
    "f6c201, 3, test of a byte",
    "f7d8, 2, neg",
    "48f7c2 11223344, 7, test of a constant",
    "e8 11223344, 5, call",
    "0f84 11223344, 6, je",
    "0f1f440000, 5, nop of five",
    "662e0f1f840000000000, 10, nop of ten",
    "c5f877, 3, vzeroupper",
    "c4e27d18 00, 5, vbroadcastss",
    "c4e3750fd808, 6, vpalignr",
    "62f17c48 2800, 6, vmovaps of 512 bits",
    "62f37d48 1fc100, 7, vpcmpd",
    "0f20c0, 3, mov from a control register",
    "a1 1122334455667788, 9, mov from an absolute address",
    "67a1 11223344, 6, the same with 32 bits",
    "c8 112233, 4, enter",
    "0f0fc0b4, 4, 3DNow",
    "f20f78c11122, 6, insertq",
    "8fe878a2c011, 6, XOP",
  })
  void knowsTheManualsExamples(String hex, int length, String name) {
    byte[] code = HexFormat.of().parseHex(hex.replace(" ", ""));
    assertThat(InstructionLength.of(code, 0, code.length)).as(name).isEqualTo(length);
    assertThat(InstructionLength.of(code, 0, length - 1)).as("cut short").isNegative();
  }

  @Test
  void answersForWhateverBytes() {
    Random random = new Random(20261125);
    byte[] code = new byte[64];
    for (int i = 0; i < 500_000; i++) {
      random.nextBytes(code);
      int length = InstructionLength.of(code, random.nextInt(code.length), code.length);
      assertThat(length == InstructionLength.INVALID || (length >= 1 && length <= 15)).isTrue();
    }
  }

  static Stream<Path> programs() throws IOException {
    List<Path> found = new ArrayList<>();
    for (String name : List.of("/lib/x86_64-linux-gnu/libc.so.6", "/usr/lib/libc.so.6")) {
      if (Files.exists(Path.of(name))) {
        found.add(Path.of(name));
      }
    }
    found.add(Path.of(System.getProperty("java.home"), "lib", "server", "libjvm.so"));
    Path postgres = Path.of("/usr/lib/postgresql");
    if (Files.isDirectory(postgres)) {
      try (Stream<Path> versions = Files.list(postgres)) {
        versions.map(v -> v.resolve("bin/postgres")).filter(Files::exists).forEach(found::add);
      }
    }
    return found.stream();
  }

  /** Every instruction of every function: what objdump cannot read itself is left out. */
  @ParameterizedTest(name = "{0}")
  @MethodSource("programs")
  void agreesWithObjdump(Path program) throws IOException, InterruptedException {
    String objdump =
        OBJDUMPS.stream().filter(o -> Files.isExecutable(Path.of(o))).findFirst().orElse("");
    assumeTrue(!objdump.isEmpty(), "objdump is missing (package binutils)");
    Process process =
        new ProcessBuilder(
                objdump, "-d", "-w", "--no-show-raw-insn", "-j", ".text", program.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    byte[] file = Files.readAllBytes(program);
    long shift = TextSection.addressLessOffset(file);
    List<String> wrong = new ArrayList<>();
    long compared = 0;
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      long before = -1;
      boolean readable = false;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        int colon = line.indexOf(":\t");
        if (!line.startsWith(" ") || colon < 0) {
          before = -1; // a gap: the last length before it is not told
          continue;
        }
        long address = Long.parseLong(line.substring(0, colon).strip(), 16);
        if (before >= 0 && readable) {
          int expected = (int) (address - before);
          int offset = (int) (before - shift);
          int actual = InstructionLength.of(file, offset, file.length);
          compared++;
          if (actual != expected && wrong.size() < 10) {
            String bytes = HexFormat.of().formatHex(file, offset, offset + 16);
            wrong.add(Long.toHexString(before) + " " + bytes + ": " + actual + " for " + expected);
          }
        }
        before = address;
        readable = !line.contains("(bad)") && !line.contains(".byte");
      }
    }
    process.waitFor();
    assertThat(wrong).isEmpty();
    assertThat(compared).isGreaterThan(10_000);
  }
}
