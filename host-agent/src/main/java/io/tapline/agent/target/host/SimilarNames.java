package io.tapline.agent.target.host;

import io.tapline.agent.name.NearNames;
import java.util.List;

/** Probes whose names are near a misspelt one. */
final class SimilarNames {
  private static final int MAX_NAMES = 3;

  private SimilarNames() {}

  /**
   * Nearest first; none that differs in more letters than a third of the last part has: the parts
   * before it are mostly right, and would let anything pass.
   */
  static List<String> near(String wanted, List<String> names) {
    int lastPart = wanted.length() - wanted.lastIndexOf(':') - 1;
    return NearNames.near(wanted, names, Math.max(2, lastPart / 3), MAX_NAMES);
  }
}
