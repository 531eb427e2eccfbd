package io.tapline.agent.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapline.agent.bpf.spec.MapType;
import io.tapline.agent.script.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The verifier of the running kernel accepts every default tapset and every golden script. */
class TapsetKernelIT {
  /** The kernel gives up at a million. */
  private static final int MODEST = 60_000;

  @BeforeAll
  static void needsBpf() {
    String missing = TestKernel.missingCapability();
    assumeTrue(missing.isEmpty(), "needs " + missing);
  }

  static List<Path> scripts() throws IOException {
    try (Stream<Path> tapsets = Files.list(Path.of("src/main/resources/tapsets"));
        Stream<Path> goldens = Files.walk(Path.of("src/test/resources/scripts"))) {
      return Stream.concat(tapsets, goldens)
          .filter(p -> p.toString().endsWith(".bt") && !p.toString().contains("errors"))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void isAcceptedByTheVerifier(Path script) throws IOException {
    CompiledScript compiled =
        Scripts.compiled(script.getFileName().toString(), Files.readString(script));
    try (TestKernel kernel = new TestKernel(compiled)) {
      assertThat(kernel.verifiedInstructions())
          .hasSameSizeAs(compiled.programs())
          .allMatch(n -> n < MODEST);
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void isAcceptedWithValuesKeptWithThreads(Path script) throws IOException {
    Source source = new Source(script.getFileName().toString(), Files.readString(script));
    CompileResult result =
        ScriptCompiler.compile(
            source, new RecordedCatalog(), CompileOptions.DEFAULT.withThreadStorage());
    CompiledScript compiled = ((CompileResult.Compiled) result).script();
    if (script.startsWith("src/main/resources/tapsets")) {
      assertThat(compiled.maps().stream().anyMatch(m -> m.type() == MapType.TASK_STORAGE))
          .isEqualTo(source.text().contains("[tid] ="));
    }
    new TraceKernel(compiled).close();
  }
}
