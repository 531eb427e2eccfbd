package io.tapline.agent.script.expand;

import io.tapline.agent.script.ast.Script;
import io.tapline.agent.script.config.ConfigReader;
import io.tapline.agent.script.config.Dialect;
import io.tapline.agent.script.config.ScriptArguments;
import io.tapline.agent.script.config.ScriptConfig;
import io.tapline.agent.script.parse.Parser;
import io.tapline.agent.script.parse.ParserOptions;
import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.script.source.Source;

/**
 * Text to the tree that is checked, in this order:
 *
 * <ol>
 *   <li>{@link Parser}: text to tree
 *   <li>{@link ImportExpander}: imported files come before what imports them
 *   <li>{@link ConfigReader}: the config block
 *   <li>{@link FeatureNotes}: what is new enough, or old enough, to be told of
 *   <li>{@link ParameterExpander}: {@code $1} becomes what the command line says
 *   <li>{@link MacroExpander}: macros, those of the standard library and of {@code #define} too
 *   <li>{@link ComptimeFolder}: branches that are never taken go
 *   <li>{@link LongTexts}: what is left is not longer than the settings allow
 * </ol>
 *
 * A pass that reported an error is the last to run.
 */
public final class ScriptReader {
  private ScriptReader() {}

  /**
   * The script's tree, as far as it could be read: whether all of it could, {@code diagnostics}
   * tells.
   *
   * @param source the script, which learns the files and expansions that come to it
   * @param dialect only scripts of a terminal import files
   * @param outside settings from the environment
   * @param arguments the command line
   */
  public static ReadScript read(
      Source source,
      Dialect dialect,
      ScriptConfig outside,
      ScriptArguments arguments,
      Diagnostics diagnostics) {
    boolean trace = dialect == Dialect.TRACE;
    ParserOptions options = new ParserOptions(arguments.positional(), trace);
    Script script = Parser.parse(source, 0, options, diagnostics);
    if (!diagnostics.isEmpty()) {
      return new ReadScript(script, outside);
    }
    script = new ImportExpander(source, options, diagnostics).expand(script);
    ScriptConfig config = ConfigReader.read(script.preamble().settings(), outside, diagnostics);
    if (trace && diagnostics.isEmpty()) {
      FeatureNotes.take(script, config, diagnostics);
    }
    if (diagnostics.isEmpty()) {
      script = new ParameterExpander(arguments.positional(), diagnostics).expand(script);
      script = new MacroExpander(source, diagnostics).expand(script);
    }
    if (diagnostics.isEmpty()) {
      script = new ComptimeFolder(diagnostics).expand(script);
    }
    if (trace && diagnostics.isEmpty()) {
      LongTexts.check(script, config.maxStrlen(), diagnostics);
    }
    return new ReadScript(script, config);
  }
}
