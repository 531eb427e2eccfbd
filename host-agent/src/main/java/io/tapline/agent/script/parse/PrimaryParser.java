package io.tapline.agent.script.parse;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.source.SourceRange;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What expressions are made of:
 *
 * <pre>
 *   primary    = number | string | "true" | "false" | parameter | variable | map | call | name
 *              | group | block | "if" condition block [ "else" ( if | block ) ]
 *              | "sizeof" "(" operand ")" | "typeinfo" "(" operand ")"
 *              | "offsetof" "(" operand "," name { "." name } ")" | "comptime" unary .
 *   group      = "(" [ expression { "," expression } [ "," ] ] ")"
 *              | "(" name "=" expression { "," name "=" expression } ")" .
 *   map        = "@name" [ "[" expression { "," expression } "]" ] .
 *   call       = name "(" [ argument { "," argument } ] ")" .
 *   argument   = [ name "=" ] expression .
 * </pre>
 */
final class PrimaryParser {
  private final TokenStream tokens;
  private final ExpressionParser expressions;
  private final TypeParser types;
  private final StatementParser statements;

  PrimaryParser(
      TokenStream tokens,
      ExpressionParser expressions,
      TypeParser types,
      StatementParser statements) {
    this.tokens = tokens;
    this.expressions = expressions;
    this.types = types;
    this.statements = statements;
  }

  Expression primary() {
    Token token = tokens.peek();
    return switch (token.kind()) {
      case INTEGER -> {
        tokens.take();
        yield new Expression.IntegerLiteral(token.value(), token.range());
      }
      case STRING -> {
        tokens.take();
        yield new Expression.StringLiteral(token.text(), token.range());
      }
      case VARIABLE -> {
        tokens.take();
        yield new Expression.Variable(token.text(), token.range());
      }
      case PARAMETER -> {
        tokens.take();
        yield new Expression.PositionalParameter((int) token.value(), token.range());
      }
      case MAP -> map();
      case LEFT_BRACE -> statements.valueBlock("");
      case WORD -> word();
      default -> throw tokens.unexpected("an expression", "expression");
    };
  }

  private Expression word() {
    Token word = tokens.take();
    SourceRange start = word.range();
    return switch (word.text()) {
      case "true", "false" -> new Expression.BooleanLiteral(word.text().equals("true"), start);
      case "if" -> statements.ifExpression(start);
      case "sizeof" -> {
        Expression.TypeOperand operand = operand(word, TokenKind.RIGHT_PARENTHESIS);
        tokens.expect(TokenKind.RIGHT_PARENTHESIS, "after what 'sizeof' is asked about");
        yield new Expression.SizeOf(operand, start.to(tokens.last()));
      }
      case "typeinfo" -> {
        Expression.TypeOperand operand = operand(word, TokenKind.RIGHT_PARENTHESIS);
        tokens.expect(TokenKind.RIGHT_PARENTHESIS, "after what 'typeinfo' is asked about");
        yield new Expression.TypeInfo(operand, start.to(tokens.last()));
      }
      case "offsetof" -> offsetOf(word);
      case "comptime" -> {
        Expression operand = expressions.unary();
        yield new Expression.Comptime(operand, start.to(operand.range()));
      }
      default ->
          tokens.at(TokenKind.LEFT_PARENTHESIS)
              ? call(word)
              : new Expression.Identifier(word.text(), start);
    };
  }

  private Expression.TypeOperand operand(Token word, TokenKind end) {
    tokens.expect(TokenKind.LEFT_PARENTHESIS, "after '" + word.text() + "'");
    return types.operand(end);
  }

  private Expression offsetOf(Token word) {
    Expression.TypeOperand operand = operand(word, TokenKind.COMMA);
    tokens.expect(TokenKind.COMMA, "between the type and its field");
    List<String> path = new ArrayList<>();
    do {
      path.add(tokens.expect(TokenKind.WORD, "of a field").text());
    } while (tokens.takeIf(TokenKind.DOT));
    tokens.expect(TokenKind.RIGHT_PARENTHESIS, "after the field");
    return new Expression.OffsetOf(operand, path, word.range().to(tokens.last()));
  }

  /** What follows a parenthesis that begins no cast: an expression, a tuple or a record. */
  Expression group(SourceRange start) {
    return expressions.inside(
        () -> {
          if (tokens.takeIf(TokenKind.RIGHT_PARENTHESIS)) {
            return new Expression.Tuple(List.of(), start.to(tokens.last()));
          }
          return tokens.at(TokenKind.WORD) && tokens.peekAt(1).kind() == TokenKind.ASSIGN
              ? recordLiteral(start)
              : tupleOrOne(start);
        });
  }

  private Expression tupleOrOne(SourceRange start) {
    Expression first = expressions.expression();
    if (!tokens.at(TokenKind.COMMA)) {
      tokens.expect(TokenKind.RIGHT_PARENTHESIS, "after the expression");
      return first;
    }
    List<Expression> elements = new ArrayList<>(List.of(first));
    while (tokens.takeIf(TokenKind.COMMA) && !tokens.at(TokenKind.RIGHT_PARENTHESIS)) {
      elements.add(expressions.expression());
    }
    tokens.expect(TokenKind.RIGHT_PARENTHESIS, "after the tuple");
    return new Expression.Tuple(elements, start.to(tokens.last()));
  }

  private Expression recordLiteral(SourceRange start) {
    List<Expression.Argument> fields = new ArrayList<>();
    Set<String> names = new HashSet<>();
    do {
      Token name = tokens.expect(TokenKind.WORD, "of the next field");
      tokens.expect(TokenKind.ASSIGN, "after the field's name");
      fields.add(new Expression.Argument(Optional.of(name.text()), expressions.expression()));
      if (!names.add(name.text())) {
        // The rest can be read nevertheless.
        tokens.fail(
            name.range().to(tokens.last()),
            "the record has a field '" + name.text() + "' already",
            "",
            "Named argument list already contains name: " + name.text());
      }
    } while (tokens.takeIf(TokenKind.COMMA));
    tokens.expect(TokenKind.RIGHT_PARENTHESIS, "after the record");
    return new Expression.RecordLiteral(fields, start.to(tokens.last()));
  }

  /** A map, with keys or without. */
  Expression.MapAccess map() {
    Token name = tokens.expect(TokenKind.MAP, "such as @name");
    List<Expression> keys = new ArrayList<>();
    if (tokens.takeIf(TokenKind.LEFT_BRACKET)) {
      do {
        keys.add(expressions.inside());
      } while (tokens.takeIf(TokenKind.COMMA));
      tokens.expect(TokenKind.RIGHT_BRACKET, "after the map's keys");
    }
    return new Expression.MapAccess(name.text(), keys, name.range().to(tokens.last()));
  }

  private Expression call(Token function) {
    tokens.take();
    List<Expression.Argument> arguments = new ArrayList<>();
    if (!tokens.at(TokenKind.RIGHT_PARENTHESIS)) {
      do {
        arguments.add(expressions.inside(this::argument));
      } while (tokens.takeIf(TokenKind.COMMA));
    }
    tokens.expect(TokenKind.RIGHT_PARENTHESIS, "after the arguments");
    SourceRange range = function.range().to(tokens.last());
    return new Expression.Call(function.text(), arguments, range);
  }

  private Expression.Argument argument() {
    if (tokens.at(TokenKind.WORD) && tokens.peekAt(1).kind() == TokenKind.ASSIGN) {
      String name = tokens.take().text();
      tokens.take();
      return new Expression.Argument(Optional.of(name), expressions.expression());
    }
    return new Expression.Argument(Optional.empty(), expressions.expression());
  }
}
