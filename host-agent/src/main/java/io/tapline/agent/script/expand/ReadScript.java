package io.tapline.agent.script.expand;

import io.tapline.agent.script.ast.AstPrinter;
import io.tapline.agent.script.ast.Script;
import io.tapline.agent.script.config.ScriptConfig;

/**
 * A script that was read.
 *
 * @param script without imports, macros or parameters of the command line
 * @param config its settings
 */
public record ReadScript(Script script, ScriptConfig config) {

  /** The tree as text, every operation in parentheses. */
  public String printed() {
    return AstPrinter.print(script);
  }
}
