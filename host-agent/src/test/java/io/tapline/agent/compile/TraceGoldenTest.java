package io.tapline.agent.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.agent.bpf.insn.Disassembler;
import io.tapline.agent.script.config.ScriptArguments;
import io.tapline.agent.script.config.ScriptConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The code of small scripts for a terminal, one per concept. Rewritten only by {@code
 * -Dgolden.rewrite=true}; the difference is then reviewed as code is.
 */
class TraceGoldenTest {
  private static final Path ROOT = Path.of("src/test/resources/trace");
  private static final CompileOptions OPTIONS =
      CompileOptions.trace(ScriptConfig.DEFAULT, ScriptArguments.NONE).withThreadStorage();

  static List<Path> scripts() throws IOException {
    try (Stream<Path> files = Files.list(ROOT)) {
      return files.filter(f -> f.toString().endsWith(".bt")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void compilesToWhatIsExpected(Path script) throws IOException {
    String name = script.getFileName().toString();
    String actual = describe(Scripts.compiled(name, Files.readString(script), OPTIONS));
    Path expected = script.resolveSibling(name.replace(".bt", ".expected"));
    if (Boolean.getBoolean("golden.rewrite")) {
      Files.writeString(expected, actual);
    }
    assertThat(actual).isEqualTo(Files.readString(expected));
  }

  private static String describe(CompiledScript script) {
    StringBuilder text = new StringBuilder();
    script.maps().forEach(m -> text.append(m).append('\n'));
    for (CompiledScript.ProbeProgram program : script.programs()) {
      text.append("== ").append(program.spec().type()).append(' ');
      text.append(program.spec().name()).append('\n');
      text.append(Disassembler.print(program.spec().instructions(), program.spec().functions()));
    }
    return text.toString();
  }
}
