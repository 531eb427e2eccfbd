package io.tapline.agent.target.host;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** A shell pattern with {@code *}, {@code ?} and {@code [...]}, matched against whole names. */
final class Glob {
  private final Pattern pattern;

  Glob(String text) {
    this.pattern = compile(text);
  }

  /** Whether the text says anything but itself. */
  static boolean isPattern(String text) {
    return text.chars().anyMatch(c -> c == '*' || c == '?' || c == '[');
  }

  boolean matches(String name) {
    return pattern.matcher(name).matches();
  }

  private static Pattern compile(String text) {
    StringBuilder regex = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      int close = c == '[' ? text.indexOf(']', at + 2) : -1;
      if (close > 0) {
        regex.append(set(text.substring(at + 1, close)));
        at = close;
      } else if (c == '*') {
        // Possessive runs of stars would not backtrack right; one star for many is the same set.
        if (at == 0 || text.charAt(at - 1) != '*') {
          regex.append(".*");
        }
      } else if (c == '?') {
        regex.append('.');
      } else {
        regex.append(Pattern.quote(String.valueOf(c)));
      }
      at++;
    }
    try {
      return Pattern.compile(regex.toString());
    } catch (PatternSyntaxException e) {
      // A set such as [z-a]: nothing is in it.
      return Pattern.compile("(?!)");
    }
  }

  private static String set(String members) {
    boolean negated = members.startsWith("!");
    String body = negated ? members.substring(1) : members;
    return (negated ? "[^" : "[") + body.replaceAll("[\\\\\\[\\]&^]", "\\\\$0") + "]";
  }
}
