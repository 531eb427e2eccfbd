package io.tapline.agent.target.demangle;

import java.util.ArrayList;
import java.util.List;

/** Reads expressions. */
final class ExpressionParser {
  private final Cursor in;
  private final Parsers parsers;

  ExpressionParser(Cursor in, Parsers parsers) {
    this.in = in;
    this.parsers = parsers;
  }

  /** An expression. */
  Node expression() {
    in.enter();
    Node expression = read();
    in.leave();
    return expression;
  }

  private Node read() {
    char c = in.peek();
    char next = in.peek(1);
    if (c == 'L') {
      return primary();
    } else if (c == 'T') {
      return parsers.types().templateParameter();
    } else if (c == 's' && next == 'r') {
      return scoped();
    } else if (c == 's' && next == 'p') {
      in.at += 2;
      return new Templates.Expansion(expression());
    } else if (c == 'f' && next == 'p') {
      return parameter();
    } else if (c == 'f' && "lrLR".indexOf(next) >= 0) {
      return fold();
    } else if (in.digit() || (c == 'o' && next == 'n')) {
      return function();
    } else if ((c == 't' || c == 'i') && next == 'l') {
      in.at += 2;
      Node type = parsers.types().typeIf(c == 't');
      return new Expressions.Braces(type, list('E'));
    }
    return operation();
  }

  /** A name, perhaps with template arguments. */
  private Node function() {
    Node name = parsers.unqualified().name();
    return in.peek() == 'I' ? new Names.Template(name, parsers.types().templateArguments()) : name;
  }

  /** {@code sr type name}, {@code sr level... E name}. */
  private Node scoped() {
    in.at += 2;
    if (in.digit()) {
      int at = in.at;
      try {
        Node name = new Names.Within(levels(), parsers.unqualified().name());
        return in.peek() == 'I'
            ? new Names.Template(name, parsers.types().templateArguments())
            : name;
      } catch (Unmangleable e) {
        // Compilers before the rule wrote a type and a name here, which may begin the same.
        in.at = at;
      }
    }
    return new Names.Within(parsers.types().type(), function());
  }

  private Node levels() {
    Node scope = function();
    while (!in.take('E')) {
      scope = new Names.Within(scope, function());
    }
    return scope;
  }

  private Node parameter() {
    in.at += 2;
    if (in.take('T')) {
      return new Expressions.Parameter(0);
    }
    parsers.types().qualifiers();
    return new Expressions.Parameter(in.compactNumber() + 1);
  }

  private Node fold() {
    in.at++;
    char kind = in.next();
    Operators.Operator operator = Operators.of(in.next(), in.next());
    if (operator == null) {
      throw Unmangleable.INSTANCE;
    }
    Node first = expression();
    return switch (kind) {
      case 'l' -> new Expressions.Fold(operator.sign(), null, first);
      case 'r' -> new Expressions.Fold(operator.sign(), first, null);
      default -> new Expressions.Fold(operator.sign(), first, expression());
    };
  }

  /** {@code L type value E}, {@code L_Z encoding E}. */
  Node primary() {
    in.expect('L');
    if (in.peek() == '_' || in.peek() == 'Z') {
      if (!in.take("_Z")) {
        in.at++;
      }
      Node named = parsers.encodings().encoding();
      in.expect('E');
      return named;
    }
    Node type = parsers.types().type();
    boolean negative = in.take('n');
    int start = in.at;
    while (in.peek() != 'E') {
      in.next();
    }
    String digits = in.text.substring(start, in.at++);
    if (digits.isEmpty() && type == BuiltinTypes.afterD('n')) {
      return type;
    }
    return new Expressions.Literal(type, digits, negative);
  }

  /** Expressions up to a letter. */
  private List<Node> list(char end) {
    List<Node> elements = new ArrayList<>();
    while (!in.take(end)) {
      elements.add(expression());
    }
    return elements;
  }

  private Node operation() {
    char first = in.next();
    char second = in.next();
    if (first == 'c' && second == 'v') {
      return cast();
    }
    Operators.Operator operator = Operators.of(first, second);
    if (operator == null) {
      throw Unmangleable.INSTANCE;
    }
    return switch (operator.operands()) {
      case 0 -> new Names.Word(operator.sign());
      case 1 -> unary(operator);
      case 2 -> binary(operator);
      default -> ternary(operator);
    };
  }

  private Node cast() {
    Node type = parsers.types().type();
    if (in.take('_')) {
      return new Expressions.Cast(type, new Expressions.Several(list('E')));
    }
    return new Expressions.Cast(type, expression());
  }

  private Node unary(Operators.Operator operator) {
    switch (operator.code()) {
      case "st", "at", "ti" -> {
        return new Expressions.Unary(operator, parsers.types().type());
      }
      case "pp", "mm" -> {
        boolean prefix = in.take('_');
        Node operand = expression();
        return prefix
            ? new Expressions.Unary(operator, operand)
            : new Expressions.Postfix(operator, operand);
      }
      case "sP" -> {
        List<Node> elements = new ArrayList<>();
        while (!in.take('E')) {
          elements.add(parsers.types().templateArgument());
        }
        return new Names.Word(Integer.toString(elements.size()));
      }
      default -> {
        return new Expressions.Unary(operator, expression());
      }
    }
  }

  private Node binary(Operators.Operator operator) {
    switch (operator.code()) {
      case "cl" -> {
        Node function = expression();
        return new Expressions.Call(function, list('E'));
      }
      case "cc", "dc", "rc", "sc" -> {
        Node type = parsers.types().type();
        return new Expressions.NamedCast(operator.sign(), type, expression());
      }
      case "dt", "pt" -> {
        Node object = expression();
        Node member =
            in.peek() == 'L' || in.peek() == 'T' || in.take("gs") || in.peek() == 's'
                ? expression()
                : function();
        return new Expressions.Binary(operator, object, member);
      }
      default -> {
        Node left = expression();
        return new Expressions.Binary(operator, left, expression());
      }
    }
  }

  private Node ternary(Operators.Operator operator) {
    if (operator.code().equals("qu")) {
      Node condition = expression();
      Node then = expression();
      return new Expressions.Choice(condition, then, expression());
    }
    List<Node> placement = list('_');
    Node type = parsers.types().type();
    if (in.take('E')) {
      return new Expressions.New(placement, type, null);
    } else if (in.take("pi")) {
      return new Expressions.New(placement, type, new Expressions.Several(list('E')));
    } else if (in.peek() == 'i' && in.peek(1) == 'l') {
      return new Expressions.New(placement, type, expression());
    }
    throw Unmangleable.INSTANCE;
  }
}
