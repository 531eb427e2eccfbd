package io.tapline.agent.compile;

import io.tapline.agent.script.check.CheckLimits;
import io.tapline.agent.script.check.Checker;
import io.tapline.agent.script.expand.ReadScript;
import io.tapline.agent.script.expand.ScriptReader;
import io.tapline.agent.script.function.Functions;
import io.tapline.agent.script.ir.CheckedScript;
import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.script.source.Source;
import io.tapline.agent.target.ProbeCatalog;
import java.util.Optional;

/**
 * Script text to blueprints of programs and maps. Pure: reads the catalog, touches no kernel; the
 * same text and catalog give the same blueprints. Safe for foreign text: whatever it holds, the
 * answer is a result or located diagnostics, in bounded time and memory.
 */
public final class ScriptCompiler {
  private ScriptCompiler() {}

  /**
   * Compiles a script for one host.
   *
   * @param source the text
   * @param catalog what the host offers
   * @param options bounds
   */
  public static CompileResult compile(Source source, ProbeCatalog catalog, CompileOptions options) {
    Diagnostics diagnostics = new Diagnostics(source);
    ReadScript read =
        ScriptReader.read(
            source, options.dialect(), options.config(), options.arguments(), diagnostics);
    CompileOptions chosen = options.withConfig(read.config());
    Optional<CheckedScript> checked =
        Checker.check(source, read, catalog, limits(chosen), Functions.ALL, diagnostics);
    if (checked.isEmpty()) {
      return refused(diagnostics);
    }
    try {
      CompiledScript script = new CodeGenerator(checked.get(), chosen).generate();
      return new CompileResult.Compiled(script, chosen.config(), diagnostics.warnings());
    } catch (CompileFailure failure) {
      diagnostics.error(failure.range(), failure.getMessage(), failure.hint());
      return refused(diagnostics);
    }
  }

  private static CheckLimits limits(CompileOptions options) {
    return new CheckLimits(
        options.defaultTextBytes(),
        options.maxTextBytes(),
        options.maxSites(),
        options.dialect(),
        options.config(),
        options.arguments());
  }

  private static CompileResult refused(Diagnostics diagnostics) {
    return new CompileResult.Refused(diagnostics.list(), diagnostics.warnings());
  }
}
