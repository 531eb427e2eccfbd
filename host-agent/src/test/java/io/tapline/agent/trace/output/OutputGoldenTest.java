package io.tapline.agent.trace.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What is printed, byte for byte. Rewritten only by {@code -Dgolden.rewrite=true}; {@link
 * BpftraceOutputKernelIT} compares the same cases with bpftrace.
 */
class OutputGoldenTest {
  private static final Path ROOT = Path.of("src/test/resources/output");

  static List<OutputCase> cases() {
    return OutputCases.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void printsText(OutputCase one) throws IOException {
    expect(one.name() + ".txt", Recorded.text(one));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void printsJson(OutputCase one) throws IOException {
    expect(one.name() + ".json", Recorded.json(one));
  }

  private static void expect(String name, Recorded recorded) throws IOException {
    Path expected = ROOT.resolve(name);
    byte[] actual =
        ByteText.bytes(
            recorded.out() + (recorded.err().isEmpty() ? "" : "-- stderr\n" + recorded.err()));
    if (Boolean.getBoolean("golden.rewrite")) {
      Files.createDirectories(ROOT);
      Files.write(expected, actual);
    }
    assertThat(ByteText.of(actual)).isEqualTo(ByteText.of(Files.readAllBytes(expected)));
  }
}
