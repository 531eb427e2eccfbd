package io.tapline.agent.script.expand;

import io.tapline.agent.script.ast.Preamble;
import io.tapline.agent.script.source.SourceRange;
import java.util.List;

/**
 * A macro that can be expanded. Two of the same text are two macros: they are told apart by who
 * they are.
 */
final class MacroDefinition {
  private final String name;
  private final List<Preamble.MacroParameter> parameters;
  private final Preamble.MacroBody body;
  private final SourceRange range;
  private final SourceRange extent;
  private final boolean hygienic;

  private MacroDefinition(Preamble.Macro macro, boolean hygienic) {
    this.name = macro.name();
    this.parameters = macro.parameters();
    this.body = macro.body();
    this.range = macro.range();
    this.extent = macro.extent();
    this.hygienic = hygienic;
  }

  /** One of the language. */
  static MacroDefinition of(Preamble.Macro macro) {
    return new MacroDefinition(macro, true);
  }

  /** One of C: its names mean what they mean where it is used. */
  static MacroDefinition ofC(Preamble.Macro macro) {
    return new MacroDefinition(macro, false);
  }

  String name() {
    return name;
  }

  List<Preamble.MacroParameter> parameters() {
    return parameters;
  }

  Preamble.MacroBody body() {
    return body;
  }

  /** Its head. */
  SourceRange range() {
    return range;
  }

  /** All of it. */
  SourceRange extent() {
    return extent;
  }

  /** Whether its variables are its own. */
  boolean isHygienic() {
    return hygienic;
  }

  /** What kinds of arguments it takes: a sigil or a blank for each. */
  String kinds() {
    StringBuilder kinds = new StringBuilder();
    parameters.forEach(p -> kinds.append(kind(p)));
    return kinds.toString();
  }

  /** {@code $} for a variable, {@code @} for a map, a blank for any expression. */
  static char kind(Preamble.MacroParameter parameter) {
    char first = parameter.name().charAt(0);
    return first == '$' || first == '@' ? first : ' ';
  }
}
