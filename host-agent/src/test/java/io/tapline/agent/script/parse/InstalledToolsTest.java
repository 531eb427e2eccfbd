package io.tapline.agent.script.parse;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.agent.script.ast.AstPrinter;
import io.tapline.agent.script.ast.Script;
import io.tapline.agent.script.config.Dialect;
import io.tapline.agent.script.config.ScriptArguments;
import io.tapline.agent.script.config.ScriptConfig;
import io.tapline.agent.script.expand.ScriptReader;
import io.tapline.agent.script.source.Diagnostic;
import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.script.source.Source;
import io.tapline.agent.script.source.SourceRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Tools that come with bpftrace, where it is installed: all are read, and survive printing. */
class InstalledToolsTest {
  private static final Path FOLDER = Path.of("/usr/sbin");

  private static List<Path> tools() throws IOException {
    if (!Files.isDirectory(FOLDER)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(f -> f.toString().endsWith(".bt")).sorted().toList();
    }
  }

  @Test
  void areReadWithoutAnError() throws IOException {
    List<Path> tools = tools();
    Assumptions.assumeFalse(tools.isEmpty(), "bpftrace's tools are not installed");
    for (Path tool : tools) {
      Source source = Source.decode(tool.toString(), Files.readAllBytes(tool));
      Diagnostics diagnostics = new Diagnostics(source);
      ScriptReader.read(
          source, Dialect.TRACE, ScriptConfig.DEFAULT, ScriptArguments.NONE, diagnostics);
      assertThat(diagnostics.list().stream().map(Diagnostic::render)).as(tool + "").isEmpty();
      Script script = Parser.parse(source, diagnostics);
      Source printed = new Source("printed.bt", AstPrinter.print(script));
      Diagnostics ofPrinted = new Diagnostics(printed);
      assertThat(Parser.parse(printed, ofPrinted))
          .as(tool + " printed")
          .usingRecursiveComparison()
          .ignoringFieldsOfTypes(SourceRange.class)
          .isEqualTo(script);
      assertThat(ofPrinted.list()).isEmpty();
    }
  }
}
