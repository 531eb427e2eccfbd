package io.tapline.agent.target.host;

import java.util.Comparator;
import java.util.List;

/** Names near a misspelt one, by edit distance (Wagner and Fischer, 1974). */
final class SimilarNames {
  private static final int MAX_NAMES = 3;

  private SimilarNames() {}

  /**
   * Nearest first; none that differs in more letters than a third of the last part has: the parts
   * before it are mostly right, and would let anything pass.
   */
  static List<String> near(String wanted, List<String> names) {
    int lastPart = wanted.length() - wanted.lastIndexOf(':') - 1;
    int limit = Math.max(2, lastPart / 3);
    return names.stream()
        .filter(n -> Math.abs(n.length() - wanted.length()) <= limit)
        .map(n -> new Candidate(n, distance(wanted, n)))
        .filter(c -> c.distance() > 0 && c.distance() <= limit)
        .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
        .limit(MAX_NAMES)
        .map(Candidate::name)
        .toList();
  }

  private record Candidate(String name, int distance) {}

  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
