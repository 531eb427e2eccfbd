package io.tapline.agent.target.demangle;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Operators by their two letters (Itanium C++ ABI, 5.1.3). */
final class Operators {
  private static final Map<String, Operator> TABLE = new HashMap<>();

  /**
   * One of them.
   *
   * @param code its two letters
   * @param sign as expressions have it, with a blank where words need one
   * @param operands how many it takes in expressions
   */
  record Operator(String code, String sign, int operands) {}

  static {
    add(0, "tr", "throw");
    add(1, "aw", "co_await ", "ad", "&", "at", "alignof ", "az", "alignof ", "co", "~");
    add(1, "da", "delete[] ", "de", "*", "dl", "delete ", "gs", "::", "mm", "--", "ng", "-");
    add(1, "nt", "!", "nx", "noexcept", "pp", "++", "ps", "+", "sP", "sizeof...");
    add(1, "sZ", "sizeof...");
    add(1, "st", "sizeof ", "sz", "sizeof ", "te", "typeid ", "ti", "typeid ", "tw", "throw ");
    add(2, "aN", "&=", "aS", "=", "aa", "&&", "an", "&", "cc", "const_cast", "cl", "()");
    add(2, "cm", ",", "dV", "/=", "dc", "dynamic_cast", "ds", ".*", "dt", ".", "dv", "/");
    add(2, "eO", "^=", "eo", "^", "eq", "==", "ge", ">=", "gt", ">", "ix", "[]", "lS", "<<=");
    add(2, "le", "<=", "ls", "<<", "lt", "<", "mI", "-=", "mL", "*=", "mi", "-", "ml", "*");
    add(2, "ne", "!=", "oR", "|=", "oo", "||", "or", "|", "pL", "+=", "pl", "+", "pm", "->*");
    add(2, "pt", "->", "rM", "%=", "rS", ">>=", "rc", "reinterpret_cast", "rm", "%", "rs", ">>");
    add(2, "sc", "static_cast", "ss", "<=>");
    add(3, "na", "new[]", "nw", "new", "qu", "?");
  }

  private Operators() {}

  private static void add(int operands, String... codesAndSigns) {
    for (int i = 0; i + 1 < codesAndSigns.length; i += 2) {
      String code = codesAndSigns[i];
      TABLE.put(code, new Operator(code, codesAndSigns[i + 1], operands));
    }
  }

  /** The operator of those letters; null for none. */
  static @Nullable Operator of(char first, char second) {
    return TABLE.get("" + first + second);
  }
}
