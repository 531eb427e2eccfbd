package io.tapline.agent.script.parse;

import io.tapline.agent.script.ast.BinaryOperator;
import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ast.TypeName;
import io.tapline.agent.script.ast.UnaryOperator;
import io.tapline.agent.script.source.SourceRange;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Expressions, with C's precedence:
 *
 * <pre>
 *   expression = binary [ "?" [ expression ] ":" expression ] .
 *   binary     = unary { operator unary } .
 *   unary      = ( "-" | "!" | "~" | "*" | "&amp;" | "++" | "--" ) unary
 *              | "(" type ")" unary | postfix .
 *   postfix    = primary { ( "." | "-&gt;" ) ( name | number ) | "[" expression "]" | "++" | "--" } .
 * </pre>
 */
final class ExpressionParser {
  /** Most operators in one expression, because a row of them is as deep a tree. */
  private static final int MAX_OPERATORS = 400;

  private static final Map<TokenKind, BinaryOperator> OPERATORS = operators();

  private final TokenStream tokens;
  private final TypeParser types;
  private final PrimaryParser primaries;
  private boolean inPredicate;
  private int nesting;
  private int operators;

  ExpressionParser(TokenStream tokens, StatementParser statements) {
    this.tokens = tokens;
    this.types = new TypeParser(tokens, this);
    this.primaries = new PrimaryParser(tokens, this, types, statements);
  }

  TypeParser types() {
    return types;
  }

  PrimaryParser primaries() {
    return primaries;
  }

  /** An expression that ends at a slash before a brace. */
  Expression predicate() {
    inPredicate = true;
    try {
      return expression();
    } finally {
      inPredicate = false;
    }
  }

  Expression parenthesised(String context) {
    tokens.expect(TokenKind.LEFT_PARENTHESIS, context);
    Expression inner = inside();
    tokens.expect(TokenKind.RIGHT_PARENTHESIS, "after the expression");
    return inner;
  }

  /** A condition: parentheses, or an operand without an operator outside of any. */
  Expression condition(String context) {
    return tokens.at(TokenKind.LEFT_PARENTHESIS) ? parenthesised(context) : unary();
  }

  /** An expression in brackets of some kind, where a slash before a brace divides. */
  Expression inside() {
    return inside(this::expression);
  }

  /** What is in brackets of some kind. */
  <T> T inside(Supplier<T> content) {
    boolean outer = inPredicate;
    inPredicate = false;
    try {
      return content.get();
    } finally {
      inPredicate = outer;
    }
  }

  /**
   * The statements of a block that stands in an expression: each begins to count operators where
   * the block stands, because they are beside each other and not in each other.
   */
  <T> T statements(Function<Runnable, T> block) {
    int before = operators;
    int[] most = {before};
    T result =
        inside(
            () ->
                block.apply(
                    () -> {
                      most[0] = Math.max(most[0], operators);
                      operators = before;
                    }));
    operators = Math.max(most[0], operators);
    return result;
  }

  Expression expression() {
    operators = nesting == 0 ? 0 : operators;
    nesting++;
    tokens.enter();
    try {
      Expression condition = binary(1);
      if (!tokens.takeIf(TokenKind.QUESTION)) {
        return condition;
      }
      // "a ?: b" is "a ? a : b".
      Expression then = tokens.at(TokenKind.COLON) ? condition : expression();
      tokens.expect(TokenKind.COLON, "between the two outcomes of '?'");
      Expression otherwise = expression();
      SourceRange range = condition.range().to(tokens.last());
      return new Expression.Conditional(condition, then, otherwise, range);
    } finally {
      nesting--;
      tokens.leave();
    }
  }

  /** Precedence climbing: operands of operators that bind at least as tight as {@code lowest}. */
  private Expression binary(int lowest) {
    Expression left = unary();
    BinaryOperator operator = operator();
    while (operator != null && operator.precedence() >= lowest) {
      countOperator();
      tokens.take();
      Expression right = binary(operator.precedence() + 1);
      left = new Expression.Binary(operator, left, right, left.range().to(right.range()));
      operator = operator();
    }
    return left;
  }

  private void countOperator() {
    if (++operators > MAX_OPERATORS) {
      String message = "more than " + MAX_OPERATORS + " operators in one expression";
      throw tokens.fail(tokens.peek().range(), message, "split the expression");
    }
  }

  private @Nullable BinaryOperator operator() {
    if (inPredicate && tokens.atPredicateEnd()) {
      return null;
    }
    return OPERATORS.get(tokens.peek().kind());
  }

  /** An operand with what stands before it. */
  Expression unary() {
    SourceRange start = tokens.peek().range();
    tokens.enter();
    try {
      return switch (tokens.peek().kind()) {
        case MINUS -> unary(UnaryOperator.NEGATE);
        case NOT -> unary(UnaryOperator.NOT);
        case COMPLEMENT -> unary(UnaryOperator.COMPLEMENT);
        case STAR -> {
          tokens.take();
          Expression pointer = unary();
          yield new Expression.Dereference(pointer, start.to(pointer.range()));
        }
        case AND -> addressOf();
        case INCREMENT, DECREMENT -> {
          boolean up = tokens.take().kind() == TokenKind.INCREMENT;
          yield step(unary(), up, true, start.to(tokens.last()));
        }
        case LEFT_PARENTHESIS -> castOrGroup();
        default -> postfix(primaries.primary());
      };
    } finally {
      tokens.leave();
    }
  }

  private Expression unary(UnaryOperator operator) {
    SourceRange start = tokens.take().range();
    Expression operand = unary();
    return new Expression.Unary(operator, operand, start.to(operand.range()));
  }

  private Expression addressOf() {
    SourceRange start = tokens.take().range();
    SourceRange at = tokens.peek().range();
    Expression target = unary();
    if (!(target instanceof Expression.Variable || target instanceof Expression.MapAccess)) {
      throw tokens.fail(
          at.to(tokens.last()),
          "'&' stands before a variable ($name) or a map (@name) only",
          "",
          "address-of operator (&) can only be used on a map or variable");
    }
    return new Expression.AddressOf(target, start.to(target.range()));
  }

  private Expression step(Expression target, boolean up, boolean prefix, SourceRange range) {
    if (!(target instanceof Expression.Variable || target instanceof Expression.MapAccess)) {
      throw tokens.fail(
          range,
          "'" + (up ? "++" : "--") + "' changes a variable ($name) or a map (@name) only",
          "",
          "increment/decrement requires a variable or map");
    }
    return new Expression.Step(target, up, prefix, range);
  }

  private Expression castOrGroup() {
    SourceRange start = tokens.take().range();
    if (types.isCast()) {
      TypeName type = types.type();
      tokens.expect(TokenKind.RIGHT_PARENTHESIS, "after the type");
      Expression operand = unary();
      return new Expression.Cast(type, operand, start.to(operand.range()));
    }
    return postfix(primaries.group(start));
  }

  private Expression postfix(Expression first) {
    Expression expression = first;
    while (true) {
      countOperator();
      SourceRange start = first.range();
      if (tokens.takeIf(TokenKind.DOT)) {
        expression = new Expression.FieldAccess(expression, field(true), start.to(tokens.last()));
      } else if (tokens.takeIf(TokenKind.ARROW)) {
        expression = new Expression.FieldAccess(expression, field(false), start.to(tokens.last()));
      } else if (tokens.takeIf(TokenKind.LEFT_BRACKET)) {
        Expression index = inside();
        tokens.expect(TokenKind.RIGHT_BRACKET, "after the index");
        expression = new Expression.Index(expression, index, start.to(tokens.last()));
      } else if (tokens.at(TokenKind.INCREMENT) || tokens.at(TokenKind.DECREMENT)) {
        boolean up = tokens.take().kind() == TokenKind.INCREMENT;
        expression = step(expression, up, false, start.to(tokens.last()));
      } else {
        return expression;
      }
    }
  }

  /** A field's name, or an element's place in a tuple. */
  private String field(boolean orPlace) {
    if (orPlace && tokens.at(TokenKind.INTEGER)) {
      return Long.toUnsignedString(tokens.take().value());
    }
    String sign = orPlace ? "'.'" : "'->'";
    return tokens.expect(TokenKind.WORD, "of a field", "field name after " + sign).text();
  }

  private static Map<TokenKind, BinaryOperator> operators() {
    Map<TokenKind, BinaryOperator> operators = new EnumMap<>(TokenKind.class);
    for (BinaryOperator operator : BinaryOperator.values()) {
      for (TokenKind kind : TokenKind.values()) {
        if (kind.isSymbol() && kind.text().equals(operator.symbol())) {
          operators.put(kind, operator);
        }
      }
    }
    return operators;
  }
}
