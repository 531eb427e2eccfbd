package io.tapline.stream.window;

import java.util.List;

/**
 * What tells the series of one tapset apart: the KEY columns' values as text, in column order.
 *
 * @param texts may be empty: then the tapset has one series
 */
public record SeriesKey(List<String> texts) {
  /** Stands for all series beyond the bound; their records are counted here. */
  public static final SeriesKey OTHER = new SeriesKey(List.of("__other__"));

  /** Copies. */
  public SeriesKey {
    texts = List.copyOf(texts);
  }
}
