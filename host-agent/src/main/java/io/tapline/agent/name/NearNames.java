package io.tapline.agent.name;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds what somebody probably meant: names by optimal string alignment distance, in which to
 * insert, delete, replace or swap neighbours costs 1 each.
 */
public final class NearNames {
  /** Longer words get no hint: the cost grows with the product of both lengths. */
  private static final int LONGEST = 256;

  private NearNames() {}

  /** The nearest name, if it is at most a third of the word's length (at least 2) away. */
  public static Optional<String> nearest(String word, Collection<String> names) {
    return near(word, names, Math.max(2, word.length() / 3), 1).stream().findFirst();
  }

  /**
   * Names that are not the word itself, nearest first, then by the alphabet.
   *
   * @param limit greatest distance
   * @param most how many at most
   */
  public static List<String> near(String word, Collection<String> names, int limit, int most) {
    if (word.length() > LONGEST) {
      return List.of();
    }
    return names.stream()
        // The distance is at least the difference in length, which is cheap to know.
        .filter(name -> Math.abs(name.length() - word.length()) <= limit)
        .map(name -> new Candidate(name, distance(word, name)))
        .filter(candidate -> candidate.distance() > 0 && candidate.distance() <= limit)
        .sorted(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name))
        .limit(most)
        .map(Candidate::name)
        .toList();
  }

  private record Candidate(String name, int distance) {}

  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] = i == 0 ? j : j == 0 ? i : cheapest(a, b, i, j, cost);
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int cheapest(String a, String b, int i, int j, int[][] cost) {
    int replace = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    int best =
        Math.min(cost[i - 1][j - 1] + replace, Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1));
    boolean swapped =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
