package io.tapline.agent.target.host;

import io.tapline.agent.target.demangle.Demangler;
import java.util.function.Predicate;

/**
 * Which functions a pattern means. With language {@code cpp} the demangled name counts, and its
 * parameters only when the pattern has a parenthesis.
 */
final class FunctionNames {
  private FunctionNames() {}

  static Predicate<String> test(String language, String pattern) {
    Wildcard wildcard = new Wildcard(pattern);
    if (!language.equals(UprobePattern.CPP)) {
      return wildcard::matches;
    }
    boolean parameters = pattern.indexOf('(') >= 0;
    return name -> wildcard.matches(name) || wildcard.matches(readable(name, parameters));
  }

  private static String readable(String name, boolean parameters) {
    String whole = Demangler.demangle(name);
    int open = whole.lastIndexOf('(');
    return parameters || open < 0 ? whole : whole.substring(0, open);
  }
}
