package io.tapline.agent.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.agent.bpf.insn.Disassembler;
import io.tapline.agent.script.check.CheckLimits;
import io.tapline.agent.script.check.Checker;
import io.tapline.agent.script.config.Dialect;
import io.tapline.agent.script.config.ScriptArguments;
import io.tapline.agent.script.config.ScriptConfig;
import io.tapline.agent.script.function.Functions;
import io.tapline.agent.script.ir.IrPrinter;
import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.script.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What each script compiles to: checked tree, layouts, maps and code, or its diagnostics. Rewritten
 * only by {@code -Dgolden.rewrite=true}; the difference is then reviewed as code is.
 */
class GoldenTest {
  private static final Path ROOT = Path.of("src/test/resources/scripts");

  static List<Path> scripts() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files.filter(f -> f.toString().endsWith(".bt")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void compilesToWhatIsExpected(Path script) throws IOException {
    String name = script.getFileName().toString();
    String actual = describe(new Source(name, Files.readString(script)));
    Path expected = script.resolveSibling(name.replace(".bt", ".expected"));
    if (Boolean.getBoolean("golden.rewrite")) {
      Files.writeString(expected, actual);
    }
    assertThat(actual).isEqualTo(Files.readString(expected));
  }

  private static String describe(Source source) {
    CompileResult result = Scripts.result(source.name(), source.text());
    if (result instanceof CompileResult.Compiled compiled) {
      StringBuilder text = new StringBuilder("== checked\n").append(checked(source));
      CompiledScript script = compiled.script();
      text.append("== maps\n");
      script.maps().forEach(m -> text.append(m).append('\n'));
      text.append("== layouts\n");
      script.events().forEach(e -> text.append(e).append('\n'));
      script.aggregates().forEach(a -> text.append(a).append('\n'));
      script.counters().counters().forEach(c -> text.append(c).append('\n'));
      for (CompiledScript.ProbeProgram program : script.programs()) {
        text.append("== ").append(program.spec().type()).append(' ');
        text.append(program.spec().name()).append(" at ").append(program.points().get(0).name());
        text.append('\n').append(Disassembler.print(program.spec().instructions()));
      }
      return text.toString();
    }
    return Scripts.diagnostics(result) + "\n";
  }

  private static String checked(Source source) {
    CheckLimits limits =
        new CheckLimits(
            64, 1024, 1024, Dialect.PIPELINE, ScriptConfig.DEFAULT, ScriptArguments.NONE);
    return Checker.check(
            source, new RecordedCatalog(), limits, Functions.ALL, new Diagnostics(source))
        .map(IrPrinter::print)
        .orElseThrow();
  }
}
