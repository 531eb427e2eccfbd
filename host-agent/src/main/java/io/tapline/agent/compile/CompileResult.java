package io.tapline.agent.compile;

import io.tapline.agent.script.source.Diagnostic;
import java.util.List;

/** What became of a script. */
public sealed interface CompileResult {

  /** It can be loaded. */
  record Compiled(CompiledScript script) implements CompileResult {}

  /** It makes no sense here, for these reasons, in the order of the text; at least one. */
  record Refused(List<Diagnostic> diagnostics) implements CompileResult {
    public Refused {
      diagnostics = List.copyOf(diagnostics);
    }
  }
}
