package io.tapline.agent.script.parse;

import io.tapline.agent.script.ast.BinaryOperator;
import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ast.Preamble;
import io.tapline.agent.script.ast.Statement;
import io.tapline.agent.script.ast.TypeName;
import io.tapline.agent.script.ast.ValueStatements;
import io.tapline.agent.script.source.SourceRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Statements:
 *
 * <pre>
 *   block      = "{" { statement [ ";" ] } "}" .
 *   statement  = [ "comptime" ] if | loop | for | block | let | "break" | "continue"
 *              | "return" [ expression ] | "_" "=" expression | import
 *              | expression [ assignment ] .
 *   if         = "if" condition block [ "else" ( if | block ) ] .
 *   loop       = ( "while" | "unroll" ) condition block .
 *   for        = "for" [ "(" ] variable ":" ( map | unary ".." unary ) [ ")" ] block .
 *   let        = "let" variable [ ":" type ] [ "=" expression ] .
 *   assignment = ( "=" | "+=" | "-=" | ... ) expression .
 * </pre>
 *
 * What ends with a brace needs no semicolon, nor does what stands before one. After an error it
 * goes on at the next statement.
 */
final class StatementParser {
  private static final Map<TokenKind, BinaryOperator> COMPOUND =
      Map.of(
          TokenKind.ADD_ASSIGN, BinaryOperator.ADD,
          TokenKind.SUBTRACT_ASSIGN, BinaryOperator.SUBTRACT,
          TokenKind.MULTIPLY_ASSIGN, BinaryOperator.MULTIPLY,
          TokenKind.DIVIDE_ASSIGN, BinaryOperator.DIVIDE,
          TokenKind.REMAINDER_ASSIGN, BinaryOperator.REMAINDER,
          TokenKind.AND_ASSIGN, BinaryOperator.AND,
          TokenKind.OR_ASSIGN, BinaryOperator.OR,
          TokenKind.XOR_ASSIGN, BinaryOperator.XOR,
          TokenKind.SHIFT_LEFT_ASSIGN, BinaryOperator.SHIFT_LEFT,
          TokenKind.SHIFT_RIGHT_ASSIGN, BinaryOperator.SHIFT_RIGHT);

  private final TokenStream tokens;
  private final ExpressionParser expressions;
  private final List<Preamble.Import> imports = new ArrayList<>();

  StatementParser(TokenStream tokens) {
    this.tokens = tokens;
    this.expressions = new ExpressionParser(tokens, this);
  }

  ExpressionParser expressions() {
    return expressions;
  }

  /** The imports that stood among statements. */
  List<Preamble.Import> imports() {
    return imports;
  }

  /** Braces whose value nobody wants. */
  List<Statement> block(String why) {
    return body(why, () -> {}).asStatements();
  }

  /** Braces where an expression stands. */
  Expression.Block valueBlock(String why) {
    return expressions.statements(between -> body(why, between)).asExpression();
  }

  /** Braces that may be asked for a value. */
  Body body(String why) {
    return body(why, () -> {});
  }

  private Body body(String why, Runnable between) {
    tokens.expect(TokenKind.LEFT_BRACE, why);
    SourceRange open = tokens.last();
    tokens.enter();
    try {
      List<Statement> statements = new ArrayList<>();
      Optional<Expression> value = Optional.empty();
      while (!tokens.at(TokenKind.RIGHT_BRACE)) {
        if (tokens.at(TokenKind.END)) {
          throw tokens.unfinished(open);
        }
        if (tokens.diagnostics().isFull()) {
          throw new ParseFailure();
        }
        if (!tokens.takeIf(TokenKind.SEMICOLON)) {
          value = recoveringStatement(statements);
        }
        between.run();
      }
      tokens.take();
      return new Body(statements, value, open.to(tokens.last()));
    } finally {
      tokens.leave();
    }
  }

  private Optional<Expression> recoveringStatement(List<Statement> statements) {
    try {
      return statement(statements);
    } catch (ParseFailure failure) {
      skipStatement();
      return Optional.empty();
    }
  }

  /** Adds the next statement, or returns it if it is the value that the block ends with. */
  private Optional<Expression> statement(List<Statement> statements) {
    Token first = tokens.peek();
    if (first.kind() == TokenKind.LEFT_BRACE) {
      return braced(valueBlock(""), statements);
    }
    String word = first.kind() == TokenKind.WORD ? first.text() : "";
    switch (word) {
      case "if" -> {
        return braced(ifExpression(tokens.take().range()), statements);
      }
      case "while", "unroll" -> statements.add(loop());
      case "for" -> statements.add(forStatement());
      case "import" -> imports.add(importLine());
      default -> {
        if (word.equals("comptime") && tokens.peekAt(1).text().equals("if")) {
          return braced(comptimeIf(), statements);
        }
        return simple(statements);
      }
    }
    return Optional.empty();
  }

  private Optional<Expression> braced(Expression expression, List<Statement> statements) {
    if (tokens.at(TokenKind.RIGHT_BRACE) && ValueStatements.hasValue(expression)) {
      return Optional.of(expression);
    }
    statements.add(ValueStatements.of(expression));
    return Optional.empty();
  }

  private Optional<Expression> simple(List<Statement> statements) {
    Statement statement = simpleStatement();
    if (!tokens.at(TokenKind.RIGHT_BRACE)) {
      tokens.expect(TokenKind.SEMICOLON, "after the statement");
    } else if (statement instanceof Statement.Evaluation evaluation) {
      return Optional.of(evaluation.expression());
    }
    statements.add(statement);
    return Optional.empty();
  }

  /** What follows the word {@code if}. */
  Expression ifExpression(SourceRange start) {
    tokens.enter();
    try {
      Expression condition = expressions.condition("after 'if'");
      Expression then = valueBlock("after the condition");
      Expression otherwise =
          new Expression.None(new SourceRange(then.range().end(), then.range().end()));
      if (tokens.takeIfWord("else")) {
        SourceRange second = tokens.peek().range();
        otherwise = tokens.takeIfWord("if") ? ifExpression(second) : valueBlock("after 'else'");
      }
      return new Expression.Conditional(condition, then, otherwise, start.to(tokens.last()));
    } finally {
      tokens.leave();
    }
  }

  private Expression comptimeIf() {
    SourceRange start = tokens.take().range();
    Expression choice = ifExpression(tokens.take().range());
    return new Expression.Comptime(choice, start.to(tokens.last()));
  }

  private Statement loop() {
    Token word = tokens.take();
    Expression condition = expressions.condition("after '" + word.text() + "'");
    List<Statement> body = block("to begin the loop");
    SourceRange range = word.range().to(tokens.last());
    return word.text().equals("while")
        ? new Statement.While(condition, body, range)
        : new Statement.Unroll(condition, body, range);
  }

  private Statement forStatement() {
    SourceRange start = tokens.take().range();
    boolean parentheses = tokens.takeIf(TokenKind.LEFT_PARENTHESIS);
    Expression.Variable variable = variable("after 'for'", "variable in for loop");
    tokens.expect(TokenKind.COLON, "between the variable and what it goes over");
    Expression from = parentheses ? expressions.inside() : expressions.unary();
    Optional<Expression> to = Optional.empty();
    if (tokens.takeIf(TokenKind.RANGE)) {
      to = Optional.of(parentheses ? expressions.inside() : expressions.unary());
    } else if (!(from instanceof Expression.MapAccess map && map.keys().isEmpty())) {
      throw tokens.fail(
          from.range(),
          "'for' goes over a map (@name) or a range (0..10)",
          "",
          "expected map or range in for loop");
    }
    if (parentheses) {
      tokens.expect(TokenKind.RIGHT_PARENTHESIS, "after what 'for' goes over");
    }
    List<Statement> body = block("to begin the loop");
    SourceRange range = start.to(tokens.last());
    return to.isPresent()
        ? new Statement.ForRange(variable, from, to.get(), body, range)
        : new Statement.ForMap(variable, (Expression.MapAccess) from, body, range);
  }

  private Expression.Variable variable(String context, String word) {
    Token name = tokens.expect(TokenKind.VARIABLE, context, word);
    return new Expression.Variable(name.text(), name.range());
  }

  /** {@code import "path";}, here or before the probes. */
  Preamble.Import importLine() {
    SourceRange start = tokens.take().range();
    Token path = tokens.expect(TokenKind.STRING, "after 'import'", "string after 'import'");
    tokens.expect(TokenKind.SEMICOLON, "after the import", "';' after import");
    return new Preamble.Import(path.text(), start.to(path.range()));
  }

  private Statement simpleStatement() {
    SourceRange start = tokens.peek().range();
    String word = tokens.at(TokenKind.WORD) ? tokens.peek().text() : "";
    switch (word) {
      case "let" -> {
        return let();
      }
      case "break" -> {
        tokens.take();
        return new Statement.Break(start);
      }
      case "continue" -> {
        tokens.take();
        return new Statement.Continue(start);
      }
      case "return" -> {
        return returnStatement();
      }
      default -> {
        if (word.equals("_") && tokens.peekAt(1).kind() == TokenKind.ASSIGN) {
          tokens.take();
          tokens.take();
          Expression value = expressions.expression();
          return new Statement.Discard(value, start.to(tokens.last()));
        }
        return assignment(expressions.expression(), start);
      }
    }
  }

  private Statement let() {
    SourceRange start = tokens.take().range();
    Expression.Variable variable = variable("after 'let'", "variable after 'let'");
    Optional<TypeName> type = Optional.empty();
    if (tokens.takeIf(TokenKind.COLON)) {
      type = Optional.of(expressions.types().type());
    }
    Optional<Expression> value = Optional.empty();
    if (tokens.takeIf(TokenKind.ASSIGN)) {
      value = Optional.of(expressions.expression());
    }
    return new Statement.Let(variable, type, value, start.to(tokens.last()));
  }

  private Statement returnStatement() {
    SourceRange start = tokens.take().range();
    boolean bare = tokens.at(TokenKind.SEMICOLON) || tokens.at(TokenKind.RIGHT_BRACE);
    Optional<Expression> value = bare ? Optional.empty() : Optional.of(expressions.expression());
    return new Statement.Return(value, start.to(tokens.last()));
  }

  private Statement assignment(Expression left, SourceRange start) {
    Optional<BinaryOperator> compound = Optional.ofNullable(COMPOUND.get(tokens.peek().kind()));
    if (compound.isEmpty() && !tokens.at(TokenKind.ASSIGN)) {
      return new Statement.Evaluation(left, start.to(tokens.last()));
    }
    if (!(left instanceof Expression.MapAccess || left instanceof Expression.Variable)) {
      throw notAssignable(left);
    }
    tokens.take();
    Expression value = expressions.expression();
    return new Statement.Assignment(left, compound, value, start.to(tokens.last()));
  }

  private ParseFailure notAssignable(Expression left) {
    boolean element = left instanceof Expression.FieldAccess || left instanceof Expression.Index;
    return tokens.fail(
        left.range(),
        "only maps (@name) and variables ($name) are assigned to",
        element ? "tuples and records do not change: make a new one and assign that" : "",
        element
            ? "Tuples and records are immutable once created. Consider creating a new value and"
                + " assigning it instead."
            : "invalid assignment target");
  }

  /** To the end of the statement, or before the brace that closes its block. */
  private void skipStatement() {
    int nested = 0;
    while (!tokens.at(TokenKind.END)) {
      TokenKind kind = tokens.peek().kind();
      if (nested == 0 && kind == TokenKind.RIGHT_BRACE) {
        return;
      }
      tokens.take();
      nested += kind == TokenKind.LEFT_BRACE ? 1 : kind == TokenKind.RIGHT_BRACE ? -1 : 0;
      if (nested == 0 && (kind == TokenKind.SEMICOLON || kind == TokenKind.RIGHT_BRACE)) {
        return;
      }
    }
  }
}
