package io.tapline.agent.script.expand;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.agent.script.ast.AstPrinter;
import io.tapline.agent.script.ast.Preamble;
import io.tapline.agent.script.ast.Script;
import io.tapline.agent.script.config.Dialect;
import io.tapline.agent.script.config.ScriptArguments;
import io.tapline.agent.script.config.ScriptConfig;
import io.tapline.agent.script.source.Diagnostic;
import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.script.source.Source;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** Reads scripts as {@code tapline trace} does. */
final class Reading {
  private Reading() {}

  /** What a script was read to. */
  record Result(ReadScript script, List<Diagnostic> errors, List<Diagnostic> warnings) {

    /** Its probes, in one line. */
    String probes() {
      assertThat(errors.stream().map(Diagnostic::renderAsBpftrace)).isEmpty();
      Script whole = script.script();
      Script alone = new Script(Preamble.EMPTY, whole.probes(), whole.range());
      return AstPrinter.print(alone).replaceAll("\\s+", " ").strip();
    }

    List<String> errorTexts() {
      return errors.stream().map(Diagnostic::renderAsBpftrace).toList();
    }

    List<String> warningTexts() {
      return warnings.stream().map(Diagnostic::renderAsBpftrace).toList();
    }
  }

  static Result read(String text, String... positional) {
    return read(new Source("stdin", text), Dialect.TRACE, List.of(positional));
  }

  static Result read(Source source, Dialect dialect, List<String> positional) {
    Diagnostics diagnostics = new Diagnostics(source);
    ScriptArguments arguments =
        new ScriptArguments(positional, Map.of(), OptionalInt.empty(), OptionalInt.empty(), false);
    ReadScript script =
        ScriptReader.read(source, dialect, ScriptConfig.DEFAULT, arguments, diagnostics);
    return new Result(script, diagnostics.list(), diagnostics.warnings());
  }
}
