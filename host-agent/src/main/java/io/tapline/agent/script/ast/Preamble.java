package io.tapline.agent.script.ast;

import io.tapline.agent.script.source.SourceRange;
import java.util.List;

/**
 * What stands before a script's probes.
 *
 * @param settings of {@code config = { name = value; ... }}, in order
 * @param imports in order
 * @param definitions C: struct, union, enum and typedef declarations, {@code #define} and {@code
 *     #include} lines, each as written
 * @param maps {@code let @name = kind(entries)}
 * @param macros in order
 * @param subprograms in order
 */
public record Preamble(
    List<Setting> settings,
    List<Import> imports,
    List<CDefinition> definitions,
    List<MapDeclaration> maps,
    List<Macro> macros,
    List<Subprogram> subprograms) {

  /** Nothing before the probes. */
  public static final Preamble EMPTY =
      new Preamble(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

  public Preamble {
    settings = List.copyOf(settings);
    imports = List.copyOf(imports);
    definitions = List.copyOf(definitions);
    maps = List.copyOf(maps);
    macros = List.copyOf(macros);
    subprograms = List.copyOf(subprograms);
  }

  /**
   * One line of the config block.
   *
   * @param value as written, quotes taken off
   */
  public record Setting(String name, String value, SourceRange range) {}

  /** {@code import "path"}. */
  public record Import(String path, SourceRange range) {}

  /** A piece of C, as written. */
  public record CDefinition(String text, SourceRange range) {}

  /**
   * {@code let @name = kind(entries)}.
   *
   * @param name with its at sign
   * @param kind {@code hash}, {@code lruhash}, {@code percpuhash}, ...
   */
  public record MapDeclaration(String name, String kind, Expression entries, SourceRange range) {}

  /**
   * {@code macro name(parameters) { body }}.
   *
   * @param body statements; with a value, a block expression's
   * @param range from the word {@code macro} to the name
   * @param extent from the word {@code macro} to the closing brace
   */
  public record Macro(
      String name,
      List<MacroParameter> parameters,
      MacroBody body,
      SourceRange range,
      SourceRange extent) {
    public Macro {
      parameters = List.copyOf(parameters);
    }
  }

  /** A macro's parameter: {@code $variable}, {@code @map}, or a plain name for any expression. */
  public record MacroParameter(String name, SourceRange range) {}

  /** What stands in for a macro's call. */
  public sealed interface MacroBody {
    /** A value. */
    record OfValue(Expression.Block block) implements MacroBody {}

    /** Statements only. */
    record OfStatements(List<Statement> statements) implements MacroBody {
      public OfStatements {
        statements = List.copyOf(statements);
      }
    }
  }

  /** {@code fn name($a: type, ...): type { body }}. */
  public record Subprogram(
      String name,
      List<SubprogramParameter> parameters,
      TypeName result,
      List<Statement> body,
      SourceRange range) {
    public Subprogram {
      parameters = List.copyOf(parameters);
      body = List.copyOf(body);
    }
  }

  /** {@code $a: type}. */
  public record SubprogramParameter(String name, TypeName type) {}
}
