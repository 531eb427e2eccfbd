package io.tapline.agent.script.source;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that somebody may have meant. */
public final class Suggestions {
  private static final int LONGEST = 64;

  private Suggestions() {}

  /** {@code did you mean 'X'?} for the nearest name; empty when none is near. */
  public static String didYouMean(String word, Collection<String> names) {
    return nearest(word, names).map(name -> "did you mean '" + name + "'?").orElse("");
  }

  /** The nearest name by edit distance, if it is at most a third of the word's length away. */
  public static Optional<String> nearest(String word, Collection<String> names) {
    if (word.length() > LONGEST) {
      return Optional.empty();
    }
    int bound = Math.max(1, (word.length() + 1) / 3);
    return names.stream()
        .filter(name -> name.length() <= LONGEST && distance(word, name) <= bound)
        .min(Comparator.comparingInt((String name) -> distance(word, name)).thenComparing(n -> n));
  }

  /** Levenshtein's distance, by rows. */
  private static int distance(String left, String right) {
    int[] previous = new int[right.length() + 1];
    int[] current = new int[right.length() + 1];
    for (int j = 0; j <= right.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= left.length(); i++) {
      current[0] = i;
      for (int j = 1; j <= right.length(); j++) {
        int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
        current[j] = Math.min(previous[j - 1] + change, Math.min(previous[j], current[j - 1]) + 1);
      }
      int[] swap = previous;
      previous = current;
      current = swap;
    }
    return previous[right.length()];
  }
}
