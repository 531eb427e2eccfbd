package io.tapline.agent.script.source;

import io.tapline.agent.name.NearNames;
import java.util.Collection;

/** Hints for names that are not known. */
public final class Suggestions {
  private Suggestions() {}

  /** {@code did you mean 'X'?} for the nearest name; empty when none is near. */
  public static String didYouMean(String word, Collection<String> names) {
    return NearNames.nearest(word, names).map(name -> "did you mean '" + name + "'?").orElse("");
  }
}
