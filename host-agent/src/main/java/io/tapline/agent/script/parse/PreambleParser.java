package io.tapline.agent.script.parse;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ast.Preamble;
import io.tapline.agent.script.ast.Statement;
import io.tapline.agent.script.ast.TypeName;
import io.tapline.agent.script.source.SourceRange;
import java.util.ArrayList;
import java.util.List;

/**
 * What stands before and between the probes, in any order:
 *
 * <pre>
 *   config     = "config" "=" "{" { name "=" ( string | number | word ) [ ";" ] } "}" .
 *   import     = "import" string ";" .
 *   definition = "#" line | ( "struct" | "union" | "enum" ) ... "{" ... "}" [ ";" ]
 *              | "typedef" ... ";" .
 *   map        = "let" "@name" "=" kind "(" number ")" [ ";" ] .
 *   macro      = "macro" name "(" [ parameter { "," parameter } ] ")" block .
 *   fn         = "fn" name "(" [ variable ":" type { "," variable ":" type } ] ")" ":" type block .
 * </pre>
 */
final class PreambleParser {
  private final TokenStream tokens;
  private final StatementParser statements;
  private final List<Preamble.Setting> settings = new ArrayList<>();
  private final List<Preamble.Import> imports = new ArrayList<>();
  private final List<Preamble.CDefinition> definitions = new ArrayList<>();
  private final List<Preamble.MapDeclaration> maps = new ArrayList<>();
  private final List<Preamble.Macro> macros = new ArrayList<>();
  private final List<Preamble.Subprogram> subprograms = new ArrayList<>();

  PreambleParser(TokenStream tokens, StatementParser statements) {
    this.tokens = tokens;
    this.statements = statements;
  }

  /** Everything that was read. */
  Preamble preamble() {
    imports.addAll(statements.imports());
    return new Preamble(settings, imports, definitions, maps, macros, subprograms);
  }

  /** Reads one thing if the next is of the preamble; whether it was. */
  boolean take() {
    ScriptText text = tokens.text();
    text.skipBlanks();
    if (text.here() == '#') {
      definitions.add(DefinitionLexer.line(text));
      return true;
    }
    switch (word(text)) {
      case "struct", "union", "enum" -> {
        if (!DefinitionLexer.isNext(text)) {
          return false;
        }
        definitions.add(DefinitionLexer.braces(text));
      }
      case "typedef" -> definitions.add(DefinitionLexer.typedef(text));
      case "config" -> config();
      case "import" -> imports.add(statements.importLine());
      case "let" -> maps.add(map());
      case "macro" -> macros.add(macro());
      case "fn" -> subprograms.add(subprogram());
      default -> {
        return false;
      }
    }
    return true;
  }

  /** The word here, unless what follows shows that it is a provider or a probe's name. */
  private static String word(ScriptText text) {
    int start = text.position();
    text.skipName();
    String word = text.since(start);
    text.skipBlanks();
    boolean provider = text.here() == ':' || (text.here() == '=' && !word.equals("config"));
    text.moveTo(start);
    return provider ? "" : word;
  }

  private void config() {
    SourceRange word = tokens.take().range();
    if (!settings.isEmpty()) {
      tokens.diagnostics().error(word, "a second config block", "write all settings in one");
    }
    tokens.expect(TokenKind.ASSIGN, "after 'config'");
    tokens.expect(TokenKind.LEFT_BRACE, "to begin the settings");
    while (!tokens.takeIf(TokenKind.RIGHT_BRACE)) {
      Token name = tokens.expect(TokenKind.WORD, "of a setting", "config key");
      tokens.expect(TokenKind.ASSIGN, "after the setting's name");
      if (!tokens.at(TokenKind.STRING)
          && !tokens.at(TokenKind.INTEGER)
          && !tokens.at(TokenKind.WORD)) {
        throw tokens.unexpected(
            "a string, a number, true, false or a word", "string, int, boolean, or ident");
      }
      Token value = tokens.take();
      SourceRange range = name.range().to(value.range());
      settings.add(new Preamble.Setting(name.text(), value.text(), range));
      if (!tokens.at(TokenKind.RIGHT_BRACE)) {
        tokens.expect(TokenKind.SEMICOLON, "after the setting");
      }
    }
  }

  private Preamble.MapDeclaration map() {
    SourceRange start = tokens.take().range();
    if (!tokens.at(TokenKind.MAP)) {
      throw tokens.fail(
          start,
          "'let' outside of a probe declares a map",
          "write let @name = hash(100);",
          "root-level let statements need to be map declarations, e.g. let @a = hash(2);");
    }
    Token name = tokens.take();
    tokens.expect(TokenKind.ASSIGN, "after the map's name");
    Token kind = tokens.expect(TokenKind.WORD, "such as hash", "map type name");
    tokens.expect(TokenKind.LEFT_PARENTHESIS, "after the map's kind");
    Token entries = tokens.expect(TokenKind.INTEGER, "of entries");
    tokens.expect(TokenKind.RIGHT_PARENTHESIS, "after the number of entries");
    SourceRange range = start.to(tokens.last());
    tokens.takeIf(TokenKind.SEMICOLON);
    return new Preamble.MapDeclaration(
        name.text(),
        kind.text(),
        new Expression.IntegerLiteral(entries.value(), entries.range()),
        range);
  }

  private Preamble.Macro macro() {
    SourceRange start = tokens.take().range();
    String name = tokens.expect(TokenKind.WORD, "after 'macro'", "macro name").text();
    SourceRange range = start.to(tokens.last());
    tokens.expect(TokenKind.LEFT_PARENTHESIS, "after the macro's name");
    List<Preamble.MacroParameter> parameters = new ArrayList<>();
    if (!tokens.at(TokenKind.RIGHT_PARENTHESIS)) {
      do {
        Token parameter = tokens.take();
        if (parameter.kind() != TokenKind.VARIABLE
            && parameter.kind() != TokenKind.MAP
            && parameter.kind() != TokenKind.WORD) {
          throw tokens.fail(
              parameter.range(),
              "expected a macro's parameter, found " + parameter.describe(),
              "it is a $variable, a @map, or a name for any expression",
              "expected macro argument ($var, @map, or identifier)");
        }
        parameters.add(new Preamble.MacroParameter(parameter.text(), parameter.range()));
      } while (tokens.takeIf(TokenKind.COMMA));
    }
    tokens.expect(TokenKind.RIGHT_PARENTHESIS, "after the macro's parameters");
    Body body = statements.body("to begin the macro");
    Preamble.MacroBody stands =
        body.value().isPresent()
            ? new Preamble.MacroBody.OfValue(body.asExpression())
            : new Preamble.MacroBody.OfStatements(body.statements());
    return new Preamble.Macro(name, parameters, stands, range, start.to(body.range()));
  }

  private Preamble.Subprogram subprogram() {
    SourceRange start = tokens.take().range();
    String name = tokens.expect(TokenKind.WORD, "after 'fn'", "function name").text();
    tokens.expect(TokenKind.LEFT_PARENTHESIS, "after the function's name");
    List<Preamble.SubprogramParameter> parameters = new ArrayList<>();
    if (!tokens.at(TokenKind.RIGHT_PARENTHESIS)) {
      do {
        Token parameter = tokens.expect(TokenKind.VARIABLE, "as the function's parameter");
        tokens.expect(TokenKind.COLON, "before the parameter's type");
        parameters.add(new Preamble.SubprogramParameter(parameter.text(), type()));
      } while (tokens.takeIf(TokenKind.COMMA));
    }
    tokens.expect(TokenKind.RIGHT_PARENTHESIS, "after the function's parameters");
    tokens.expect(TokenKind.COLON, "before the function's type");
    TypeName result = type();
    SourceRange range = start.to(tokens.last());
    List<Statement> body = statements.block("to begin the function");
    return new Preamble.Subprogram(name, parameters, result, body, range);
  }

  private TypeName type() {
    return statements.expressions().types().type();
  }
}
