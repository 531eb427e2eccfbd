package io.tapline.agent.script.record;

import io.tapline.agent.script.source.SourceRange;
import java.util.List;
import java.util.OptionalLong;

/**
 * Constant expressions of C, computed with 64 bits and a sign: lengths of arrays, values of
 * enumerators, conditions of {@code #if}.
 */
final class CConstants {
  private static final int MAX_DEPTH = 100;

  /** Binary operators by how closely they bind, loosest first. */
  private static final List<List<String>> LEVELS =
      List.of(
          List.of("||"),
          List.of("&&"),
          List.of("|"),
          List.of("^"),
          List.of("&"),
          List.of("==", "!="),
          List.of("<", ">", "<=", ">="),
          List.of("<<", ">>"),
          List.of("+", "-"),
          List.of("*", "/", "%"));

  private final CCursor cursor;
  private final Names names;
  private int depth;

  /** What names in an expression mean. */
  interface Names {
    /** A name's value. */
    OptionalLong value(CToken name) throws CFailure;

    /** Bytes of the type that stands at the cursor; empty when none does. */
    OptionalLong sizeOfType(CCursor cursor) throws CFailure;
  }

  private CConstants(CCursor cursor, Names names) {
    this.cursor = cursor;
    this.names = names;
  }

  /** The value of the expression at the cursor, which moves behind it. */
  static long read(CCursor cursor, Names names) throws CFailure {
    return new CConstants(cursor, names).conditional();
  }

  private long conditional() throws CFailure {
    if (++depth > MAX_DEPTH) {
      throw new CFailure(cursor.peek().range(), "expression nests too deeply", "");
    }
    long value = binary(0);
    if (cursor.accept("?")) {
      long then = conditional();
      cursor.expect(":");
      long otherwise = conditional();
      value = value != 0 ? then : otherwise;
    }
    depth--;
    return value;
  }

  private long binary(int level) throws CFailure {
    if (level == LEVELS.size()) {
      return unary();
    }
    long left = binary(level + 1);
    while (cursor.peek().kind() == CToken.Kind.SYMBOL
        && LEVELS.get(level).contains(cursor.peek().text())) {
      CToken operator = cursor.next();
      left = apply(operator, left, binary(level + 1));
    }
    return left;
  }

  private static long apply(CToken operator, long left, long right) throws CFailure {
    return switch (operator.text()) {
      case "||" -> truth(left != 0 || right != 0);
      case "&&" -> truth(left != 0 && right != 0);
      case "|" -> left | right;
      case "^" -> left ^ right;
      case "&" -> left & right;
      case "==" -> truth(left == right);
      case "!=" -> truth(left != right);
      case "<" -> truth(left < right);
      case ">" -> truth(left > right);
      case "<=" -> truth(left <= right);
      case ">=" -> truth(left >= right);
      case "<<" -> left << right;
      case ">>" -> left >> right;
      case "+" -> left + right;
      case "-" -> left - right;
      case "*" -> left * right;
      case "/" -> left / divisor(operator, right);
      default -> left % divisor(operator, right);
    };
  }

  private static long divisor(CToken operator, long right) throws CFailure {
    if (right == 0) {
      throw new CFailure(operator.range(), "division by zero", "");
    }
    return right;
  }

  private static long truth(boolean yes) {
    return yes ? 1 : 0;
  }

  private long unary() throws CFailure {
    if (++depth > MAX_DEPTH) {
      throw new CFailure(cursor.peek().range(), "expression nests too deeply", "");
    }
    long value = operand();
    depth--;
    return value;
  }

  private long operand() throws CFailure {
    if (cursor.accept("-")) {
      return -unary();
    }
    if (cursor.accept("+")) {
      return unary();
    }
    if (cursor.accept("~")) {
      return ~unary();
    }
    if (cursor.accept("!")) {
      return truth(unary() == 0);
    }
    if (cursor.peek().is("sizeof")) {
      return sizeOf();
    }
    if (cursor.accept("(")) {
      // A cast: on 64 bits it changes nothing that a constant here can show.
      if (names.sizeOfType(cursor).isPresent()) {
        cursor.expect(")");
        return unary();
      }
      long value = conditional();
      cursor.expect(")");
      return value;
    }
    CToken token = cursor.next();
    return switch (token.kind()) {
      case NUMBER -> number(token.text(), token.range());
      case CHARACTER -> token.text().isEmpty() ? 0 : token.text().charAt(0);
      case NAME -> name(token);
      default -> throw new CFailure(token.range(), "a constant is needed here", "");
    };
  }

  private long sizeOf() throws CFailure {
    CToken word = cursor.next();
    cursor.expect("(");
    OptionalLong size = names.sizeOfType(cursor);
    cursor.expect(")");
    return size.orElseThrow(() -> new CFailure(word.range(), "sizeof needs a type here", ""));
  }

  private long name(CToken token) throws CFailure {
    OptionalLong value = names.value(token);
    return value.orElseThrow(
        () -> new CFailure(token.range(), "'" + token.text() + "' is no constant", ""));
  }

  /** A number as C writes it, suffixes aside. */
  static long number(String written, SourceRange range) throws CFailure {
    String digits = written.replaceAll("(?i)[ul]+$", "");
    try {
      if (digits.startsWith("0x") || digits.startsWith("0X")) {
        return Long.parseUnsignedLong(digits.substring(2), 16);
      }
      if (digits.startsWith("0b") || digits.startsWith("0B")) {
        return Long.parseUnsignedLong(digits.substring(2), 2);
      }
      boolean octal = digits.length() > 1 && digits.startsWith("0");
      return Long.parseUnsignedLong(digits, octal ? 8 : 10);
    } catch (NumberFormatException e) {
      throw new CFailure(range, "'" + written + "' is no number", "");
    }
  }
}
