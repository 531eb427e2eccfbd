package io.tapline.agent.script.check;

import io.tapline.agent.compile.RecordedCatalog;
import io.tapline.agent.script.config.Dialect;
import io.tapline.agent.script.config.ScriptArguments;
import io.tapline.agent.script.config.ScriptConfig;
import io.tapline.agent.script.expand.ReadScript;
import io.tapline.agent.script.expand.ScriptReader;
import io.tapline.agent.script.function.Functions;
import io.tapline.agent.script.ir.CheckedScript;
import io.tapline.agent.script.ir.IrPrinter;
import io.tapline.agent.script.source.Diagnostic;
import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.script.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/** Scripts checked for a terminal on the recorded host. */
final class Checked {
  private static final RecordedCatalog CATALOG = new RecordedCatalog();

  private Checked() {}

  /** What came of a script. */
  record Result(Optional<CheckedScript> script, Diagnostics diagnostics) {

    /** The checked script as text, or what is wrong; warnings in front. */
    String describe() {
      String warnings = render(diagnostics.warnings());
      String rest = script.map(IrPrinter::print).orElseGet(() -> render(diagnostics.list()));
      return warnings + rest;
    }

    private static String render(java.util.List<Diagnostic> diagnostics) {
      return diagnostics.stream().map(d -> d.render() + "\n").collect(Collectors.joining());
    }
  }

  static Result check(String name, String text) {
    return check(name, text, ScriptConfig.DEFAULT, ScriptArguments.NONE);
  }

  static Result check(String name, String text, ScriptConfig config, ScriptArguments arguments) {
    Source source = new Source(name, text);
    Diagnostics diagnostics = new Diagnostics(source);
    ReadScript read = ScriptReader.read(source, Dialect.TRACE, config, arguments, diagnostics);
    ScriptConfig chosen = read.config();
    CheckLimits limits =
        new CheckLimits(
            chosen.maxStrlen(),
            chosen.maxStrlen(),
            chosen.maxProbes(),
            Dialect.TRACE,
            chosen,
            arguments);
    return new Result(
        Checker.check(source, read, CATALOG, limits, Functions.ALL, diagnostics), diagnostics);
  }

  /** Prints what comes of a script, for whoever wants to look. */
  public static void main(String[] arguments) throws IOException {
    for (String file : arguments) {
      System.out.println(check("stdin", Files.readString(Path.of(file))).describe());
    }
  }
}
