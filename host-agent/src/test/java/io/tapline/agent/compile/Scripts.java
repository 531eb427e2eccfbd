package io.tapline.agent.compile;

import io.tapline.agent.script.source.Diagnostic;
import io.tapline.agent.script.source.Source;
import java.util.stream.Collectors;

/** Compiles test scripts against the recorded host. */
final class Scripts {
  private static final RecordedCatalog CATALOG = new RecordedCatalog();

  private Scripts() {}

  static CompileResult result(String name, String text) {
    return ScriptCompiler.compile(new Source(name, text), CATALOG, CompileOptions.DEFAULT);
  }

  static CompiledScript compiled(String name, String text) {
    return compiled(name, text, CompileOptions.DEFAULT);
  }

  static CompiledScript compiled(String name, String text, CompileOptions options) {
    CompileResult result = ScriptCompiler.compile(new Source(name, text), CATALOG, options);
    if (result instanceof CompileResult.Compiled compiled) {
      return compiled.script();
    }
    throw new AssertionError(name + " was refused:\n" + diagnostics(result));
  }

  static String diagnostics(CompileResult result) {
    return result instanceof CompileResult.Refused refused
        ? refused.diagnostics().stream().map(Diagnostic::render).collect(Collectors.joining("\n"))
        : "";
  }
}
