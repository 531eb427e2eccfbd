package io.tapline.agent.compile;

import io.tapline.agent.script.config.ScriptConfig;
import io.tapline.agent.script.source.Diagnostic;
import java.util.List;

/** What became of a script. */
public sealed interface CompileResult {

  /** What its author should know though it does not stop the script, in the order of the text. */
  List<Diagnostic> warnings();

  /**
   * It can be loaded.
   *
   * @param config its settings: those of the options, and what the script says itself
   */
  record Compiled(CompiledScript script, ScriptConfig config, List<Diagnostic> warnings)
      implements CompileResult {
    public Compiled {
      warnings = List.copyOf(warnings);
    }
  }

  /** It makes no sense here, for these reasons, in the order of the text; at least one. */
  record Refused(List<Diagnostic> diagnostics, List<Diagnostic> warnings) implements CompileResult {
    public Refused {
      diagnostics = List.copyOf(diagnostics);
      warnings = List.copyOf(warnings);
    }
  }
}
