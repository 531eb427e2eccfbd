package io.tapline.agent.script.parse;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ast.TypeName;
import io.tapline.agent.script.source.SourceRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Types as they are written:
 *
 * <pre>
 *   type    = base { "*" | "[" [ number ] "]" } .
 *   base    = ( "struct" | "union" | "enum" ) name | name | c-words
 *           | "typeof" "(" ( type | expression ) ")" .
 * </pre>
 */
final class TypeParser {
  private static final Set<String> TAGS = Set.of("struct", "union", "enum");

  /** Words of C that make one type's name together. */
  private static final Set<String> C_WORDS =
      Set.of("unsigned", "signed", "char", "short", "int", "long");

  /** Names that are a type wherever they stand. */
  private static final Set<String> TYPES =
      Set.of(
          "bool",
          "void",
          "string",
          "buffer",
          "inet",
          "uint8",
          "uint16",
          "uint32",
          "uint64",
          "int8",
          "int16",
          "int32",
          "int64",
          "count_t",
          "sum_t",
          "usum_t",
          "min_t",
          "umin_t",
          "max_t",
          "umax_t",
          "avg_t",
          "uavg_t",
          "stats_t",
          "ustats_t",
          "hist_t",
          "lhist_t",
          "tseries_t",
          "timestamp",
          "macaddr_t",
          "cgroup_path_t");

  /** Names that are a value wherever they stand, so that {@code (pid) - 1} is no cast. */
  private static final Set<String> VALUES =
      Set.of(
          "args",
          "cgroup",
          "comm",
          "cpid",
          "cpu",
          "ctx",
          "curtask",
          "dw_ustack",
          "elapsed",
          "false",
          "func",
          "gid",
          "jiffies",
          "kstack",
          "ncpus",
          "nsecs",
          "numaid",
          "pcomm",
          "pid",
          "ppid",
          "probe",
          "probetype",
          "rand",
          "retval",
          "stack",
          "tid",
          "true",
          "uid",
          "username",
          "usermode",
          "ustack");

  /** Most stars and brackets of one type, because each is a type around a type. */
  private static final int MAX_SUFFIXES = 32;

  private final TokenStream tokens;
  private final ExpressionParser expressions;
  private int suffixes;

  TypeParser(TokenStream tokens, ExpressionParser expressions) {
    this.tokens = tokens;
    this.expressions = expressions;
  }

  /** A type where only a type can stand. */
  TypeName type() {
    SourceRange start = tokens.peek().range();
    TypeName.Base base =
        tokens.atWord("typeof") ? typeOf() : new TypeName.Base.Named(String.join(" ", words()));
    suffixes = 0;
    TypeName type = suffixed(base, start);
    while (tokens.at(TokenKind.STAR)) {
      type = suffixed(new TypeName.Base.Nested(type), start);
    }
    return type;
  }

  private void countSuffix() {
    if (++suffixes > MAX_SUFFIXES) {
      throw tokens.fail(
          tokens.last(), "more than " + MAX_SUFFIXES + " stars and brackets after a type", "");
    }
  }

  private TypeName suffixed(TypeName.Base base, SourceRange start) {
    int pointers = 0;
    while (tokens.takeIf(TokenKind.STAR)) {
      countSuffix();
      pointers++;
    }
    List<Optional<Expression>> lengths = new ArrayList<>();
    while (tokens.takeIf(TokenKind.LEFT_BRACKET)) {
      countSuffix();
      if (tokens.takeIf(TokenKind.RIGHT_BRACKET)) {
        lengths.add(Optional.empty());
      } else {
        Token length = tokens.expect(TokenKind.INTEGER, "of elements");
        lengths.add(Optional.of(new Expression.IntegerLiteral(length.value(), length.range())));
        tokens.expect(TokenKind.RIGHT_BRACKET, "after the number of elements");
      }
    }
    return new TypeName(base, pointers, lengths, start.to(tokens.last()));
  }

  private List<String> words() {
    List<String> words = new ArrayList<>();
    Token first = tokens.expect(TokenKind.WORD, "of a type", "type name");
    words.add(first.text());
    if (TAGS.contains(first.text())) {
      words.add(tokens.expect(TokenKind.WORD, "after '" + first.text() + "'", "identifier").text());
    }
    while (C_WORDS.contains(first.text())
        && tokens.at(TokenKind.WORD)
        && C_WORDS.contains(tokens.peek().text())) {
      words.add(tokens.take().text());
    }
    return words;
  }

  private TypeName.Base typeOf() {
    tokens.take();
    tokens.expect(TokenKind.LEFT_PARENTHESIS, "after 'typeof'");
    tokens.enter();
    Expression.TypeOperand operand;
    try {
      operand = operand(TokenKind.RIGHT_PARENTHESIS);
    } finally {
      tokens.leave();
    }
    tokens.expect(TokenKind.RIGHT_PARENTHESIS, "after what 'typeof' is asked about");
    return operand instanceof Expression.TypeOperand.OfType of
        ? new TypeName.Base.Nested(of.type())
        : new TypeName.Base.TypeOf(((Expression.TypeOperand.OfValue) operand).value());
  }

  /** A type or an expression, before a token that ends either. */
  Expression.TypeOperand operand(TokenKind end) {
    int length = scan(0);
    if (length > 0 && kind(length) == end) {
      String first = tokens.peek().text();
      boolean unknown = length == 1 && !TYPES.contains(first) && !C_WORDS.contains(first);
      if (!unknown && !isValue(first)) {
        return new Expression.TypeOperand.OfType(type());
      }
    }
    return new Expression.TypeOperand.OfValue(expressions.inside());
  }

  /** Whether the parenthesis before the next token begins a cast. */
  boolean isCast() {
    int length = scan(0);
    if (length == 0) {
      return false;
    }
    return !isValue(tokens.peek().text())
        && kind(length) == TokenKind.RIGHT_PARENTHESIS
        && startsOperand(kind(length + 1), kind(length + 2));
  }

  private static boolean isValue(String word) {
    return VALUES.contains(word) || word.matches("s?arg[0-9]+") || word.startsWith("__builtin_");
  }

  private static boolean startsOperand(TokenKind first, TokenKind second) {
    return switch (first) {
      case INTEGER,
          STRING,
          VARIABLE,
          PARAMETER,
          MAP,
          WORD,
          LEFT_PARENTHESIS,
          MINUS,
          NOT,
          COMPLEMENT,
          STAR,
          DECREMENT ->
          true;
      case AND -> second == TokenKind.VARIABLE || second == TokenKind.MAP;
      default -> false;
    };
  }

  /** How many of the next tokens make a type; 0 when they do not. */
  private int scan(int from) {
    int at = scanBase(from);
    if (at == from) {
      return 0;
    }
    while (kind(at) == TokenKind.STAR || kind(at) == TokenKind.LEFT_BRACKET) {
      if (kind(at) == TokenKind.LEFT_BRACKET) {
        at += kind(at + 1) == TokenKind.INTEGER ? 2 : 1;
        if (kind(at) != TokenKind.RIGHT_BRACKET) {
          return 0;
        }
      }
      at++;
    }
    return at - from;
  }

  private int scanBase(int from) {
    if (kind(from) != TokenKind.WORD) {
      return from;
    }
    String first = word(from);
    if (first.equals("typeof")) {
      return scanTypeOf(from);
    }
    if (TAGS.contains(first)) {
      return kind(from + 1) == TokenKind.WORD ? from + 2 : from;
    }
    int at = from + 1;
    while (C_WORDS.contains(first) && kind(at) == TokenKind.WORD && C_WORDS.contains(word(at))) {
      at++;
    }
    return at;
  }

  private int scanTypeOf(int from) {
    if (kind(from + 1) != TokenKind.LEFT_PARENTHESIS) {
      return from;
    }
    int nested = 0;
    for (int at = from + 1; ; at++) {
      switch (kind(at)) {
        case LEFT_PARENTHESIS -> nested++;
        case RIGHT_PARENTHESIS -> nested--;
        case END -> {
          return from;
        }
        default -> {}
      }
      if (nested == 0) {
        return at + 1;
      }
    }
  }

  private TokenKind kind(int at) {
    return tokens.peekAt(at).kind();
  }

  private String word(int at) {
    return tokens.peekAt(at).text();
  }
}
