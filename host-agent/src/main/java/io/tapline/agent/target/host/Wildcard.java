package io.tapline.agent.target.host;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern in which only {@code *} is special, for any letters, against whole names: what bpftrace
 * compares names of functions with, in which brackets and question marks may occur.
 */
final class Wildcard {
  private static final char STAR = '*';

  private final List<String> pieces;
  private final boolean exact;

  Wildcard(String text) {
    this.exact = text.indexOf(STAR) < 0;
    this.pieces = new ArrayList<>(List.of(text.split("\\*", -1)));
  }

  static boolean isPattern(String text) {
    return text.indexOf(STAR) >= 0;
  }

  boolean matches(String name) {
    String first = pieces.get(0);
    if (exact) {
      return name.equals(first);
    }
    String last = pieces.get(pieces.size() - 1);
    if (name.length() < first.length() + last.length()
        || !name.startsWith(first)
        || !name.endsWith(last)) {
      return false;
    }
    int at = first.length();
    int end = name.length() - last.length();
    // The leftmost place for each piece leaves most room for those behind it.
    for (int i = 1; i < pieces.size() - 1; i++) {
      int found = name.indexOf(pieces.get(i), at);
      if (found < 0 || found + pieces.get(i).length() > end) {
        return false;
      }
      at = found + pieces.get(i).length();
    }
    return true;
  }
}
