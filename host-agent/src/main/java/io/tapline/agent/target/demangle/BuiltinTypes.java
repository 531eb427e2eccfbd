package io.tapline.agent.target.demangle;

import io.tapline.agent.target.demangle.Types.Builtin;
import io.tapline.agent.target.demangle.Types.LiteralForm;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Types of the language by their letters (Itanium C++ ABI, 5.1.5). */
final class BuiltinTypes {
  private static final Map<Character, Builtin> LETTERS = new HashMap<>();
  private static final Map<Character, Builtin> AFTER_D = new HashMap<>();

  static {
    add('a', "signed char", LiteralForm.CAST, "");
    add('b', "bool", LiteralForm.BOOLEAN, "");
    add('c', "char", LiteralForm.CAST, "");
    add('d', "double", LiteralForm.FLOAT, "");
    add('e', "long double", LiteralForm.FLOAT, "");
    add('f', "float", LiteralForm.FLOAT, "");
    add('g', "__float128", LiteralForm.FLOAT, "");
    add('h', "unsigned char", LiteralForm.CAST, "");
    add('i', "int", LiteralForm.SUFFIX, "");
    add('j', "unsigned int", LiteralForm.SUFFIX, "u");
    add('l', "long", LiteralForm.SUFFIX, "l");
    add('m', "unsigned long", LiteralForm.SUFFIX, "ul");
    add('n', "__int128", LiteralForm.CAST, "");
    add('o', "unsigned __int128", LiteralForm.CAST, "");
    add('s', "short", LiteralForm.CAST, "");
    add('t', "unsigned short", LiteralForm.CAST, "");
    add('v', "void", LiteralForm.CAST, "");
    add('w', "wchar_t", LiteralForm.CAST, "");
    add('x', "long long", LiteralForm.SUFFIX, "ll");
    add('y', "unsigned long long", LiteralForm.SUFFIX, "ull");
    add('z', "...", LiteralForm.CAST, "");
    afterD('a', "auto");
    afterD('c', "decltype(auto)");
    afterD('d', "decimal64");
    afterD('e', "decimal128");
    afterD('f', "decimal32");
    afterD('h', "half");
    afterD('i', "char32_t");
    afterD('n', "decltype(nullptr)");
    afterD('s', "char16_t");
    afterD('u', "char8_t");
  }

  private BuiltinTypes() {}

  private static void add(char letter, String name, LiteralForm literal, String suffix) {
    LETTERS.put(letter, new Builtin(name, literal, suffix));
  }

  private static void afterD(char letter, String name) {
    AFTER_D.put(letter, new Builtin(name, LiteralForm.CAST, ""));
  }

  /** The type of a letter; null for none. */
  static @Nullable Builtin of(char letter) {
    return LETTERS.get(letter);
  }

  /** The type of a letter after D; null for none. */
  static @Nullable Builtin afterD(char letter) {
    return AFTER_D.get(letter);
  }
}
