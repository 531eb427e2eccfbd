package io.tapline.agent.script.parse;

import io.tapline.agent.script.ast.BinaryOperator;
import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ast.TypeName;
import io.tapline.agent.script.ast.UnaryOperator;
import io.tapline.agent.script.source.SourceRange;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Expressions, with C's precedence:
 *
 * <pre>
 *   expression = binary [ "?" expression ":" expression ] .
 *   binary     = unary { operator unary } .
 *   unary      = ( "-" | "!" | "~" ) unary | "(" type ")" unary | postfix .
 *   postfix    = primary { ( "." | "-&gt;" ) name | "[" expression "]" } .
 *   primary    = number | string | variable | map | call | name
 *              | "(" expression { "," expression } ")" .
 *   map        = "@name" [ "[" expression { "," expression } "]" ] .
 *   call       = name "(" [ argument { "," argument } ] ")" .
 *   argument   = [ name "=" ] expression .
 * </pre>
 */
final class ExpressionParser {
  /** The types a cast can name; a name in parentheses that is not one is an expression. */
  private static final Set<String> TYPES =
      Set.of("uint8", "uint16", "uint32", "uint64", "int8", "int16", "int32", "int64");

  /** Most operators in one expression, because a row of them is as deep a tree. */
  private static final int MAX_OPERATORS = 400;

  private static final Map<TokenKind, BinaryOperator> OPERATORS = operators();

  private final TokenStream tokens;
  private boolean inPredicate;
  private int nesting;
  private int operators;

  ExpressionParser(TokenStream tokens) {
    this.tokens = tokens;
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
    Expression inner = expression();
    tokens.expect(TokenKind.RIGHT_PARENTHESIS, "after the expression");
    return inner;
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
      Expression then = expression();
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

  private Expression unary() {
    SourceRange start = tokens.peek().range();
    tokens.enter();
    try {
      Optional<UnaryOperator> operator =
          switch (tokens.peek().kind()) {
            case MINUS -> Optional.of(UnaryOperator.NEGATE);
            case NOT -> Optional.of(UnaryOperator.NOT);
            case COMPLEMENT -> Optional.of(UnaryOperator.COMPLEMENT);
            default -> Optional.empty();
          };
      if (operator.isPresent()) {
        tokens.take();
        Expression operand = unary();
        return new Expression.Unary(operator.get(), operand, start.to(operand.range()));
      }
      return tokens.at(TokenKind.LEFT_PARENTHESIS) ? castOrGroup() : postfix(primary());
    } finally {
      tokens.leave();
    }
  }

  private Expression castOrGroup() {
    SourceRange start = tokens.peek().range();
    Token second = tokens.peekSecond();
    tokens.take();
    if (second.kind() == TokenKind.WORD && TYPES.contains(second.text())) {
      Token word = tokens.take();
      TypeName type =
          new TypeName(new TypeName.Base.Named(word.text()), 0, List.of(), word.range());
      tokens.expect(TokenKind.RIGHT_PARENTHESIS, "after the type");
      Expression operand = unary();
      return new Expression.Cast(type, operand, start.to(operand.range()));
    }
    boolean outer = inPredicate;
    inPredicate = false;
    List<Expression> elements = list(TokenKind.RIGHT_PARENTHESIS, "after the expression");
    inPredicate = outer;
    if (elements.size() > 1) {
      return new Expression.Tuple(elements, start.to(tokens.last()));
    }
    return postfix(elements.get(0));
  }

  private Expression postfix(Expression first) {
    Expression expression = first;
    while (true) {
      countOperator();
      if (tokens.takeIf(TokenKind.DOT) || tokens.takeIf(TokenKind.ARROW)) {
        Token field = tokens.expect(TokenKind.WORD, "of a field");
        SourceRange range = first.range().to(field.range());
        expression = new Expression.FieldAccess(expression, field.text(), range);
      } else if (tokens.takeIf(TokenKind.LEFT_BRACKET)) {
        Expression index = expression();
        tokens.expect(TokenKind.RIGHT_BRACKET, "after the index");
        expression = new Expression.Index(expression, index, first.range().to(tokens.last()));
      } else {
        return expression;
      }
    }
  }

  private Expression primary() {
    Token token = tokens.peek();
    switch (token.kind()) {
      case INTEGER -> {
        tokens.take();
        return new Expression.IntegerLiteral(token.value(), token.range());
      }
      case STRING -> {
        tokens.take();
        return new Expression.StringLiteral(token.text(), token.range());
      }
      case VARIABLE -> {
        tokens.take();
        return new Expression.Variable(token.text(), token.range());
      }
      case MAP -> {
        tokens.take();
        return map(token);
      }
      case WORD -> {
        tokens.take();
        return tokens.at(TokenKind.LEFT_PARENTHESIS)
            ? call(token)
            : new Expression.Identifier(token.text(), token.range());
      }
      default -> throw tokens.unexpected("an expression");
    }
  }

  private Expression map(Token name) {
    List<Expression> keys = List.of();
    if (tokens.takeIf(TokenKind.LEFT_BRACKET)) {
      boolean outer = inPredicate;
      inPredicate = false;
      keys = list(TokenKind.RIGHT_BRACKET, "after the map's keys");
      inPredicate = outer;
    }
    return new Expression.MapAccess(name.text(), keys, name.range().to(tokens.last()));
  }

  private List<Expression> list(TokenKind end, String context) {
    List<Expression> elements = new ArrayList<>();
    do {
      elements.add(expression());
    } while (tokens.takeIf(TokenKind.COMMA));
    tokens.expect(end, context);
    return elements;
  }

  private Expression call(Token function) {
    tokens.take();
    List<Expression.Argument> arguments = new ArrayList<>();
    if (!tokens.at(TokenKind.RIGHT_PARENTHESIS)) {
      do {
        arguments.add(argument());
      } while (tokens.takeIf(TokenKind.COMMA));
    }
    tokens.expect(TokenKind.RIGHT_PARENTHESIS, "after the arguments");
    SourceRange range = function.range().to(tokens.last());
    return new Expression.Call(function.text(), arguments, range);
  }

  private Expression.Argument argument() {
    if (tokens.at(TokenKind.WORD) && tokens.peekSecond().kind() == TokenKind.ASSIGN) {
      String name = tokens.take().text();
      tokens.take();
      return new Expression.Argument(Optional.of(name), expression());
    }
    return new Expression.Argument(Optional.empty(), expression());
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
