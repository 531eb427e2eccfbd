package io.tapline.dashboard.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * One column of the heatmap: what was recorded in one step.
 *
 * @param start epoch seconds
 * @param records how many
 * @param sum of their values, in the tapset's unit
 * @param distribution of their values; empty for tapsets that only count or add
 */
public record Column(long start, long records, long sum, Distribution distribution) {
  /** The quantiles that the page draws, in this order. */
  static final List<Double> SHARES = List.of(0.5, 0.9, 0.99, 0.999);

  /** As JSON, with short names because a page gets 900 of them. */
  public record Json(
      @JsonProperty("t") long start,
      @JsonProperty("n") long records,
      @JsonProperty("s") long sum,
      @JsonProperty("q") List<Double> quantiles,
      @JsonProperty("c") List<Long> cells) {}

  /** As JSON. */
  public Json json() {
    return new Json(start, records, sum, quantiles(distribution), distribution.cells());
  }

  static List<Double> quantiles(Distribution distribution) {
    if (distribution.isEmpty()) {
      return List.of();
    }
    return SHARES.stream().map(distribution::quantile).toList();
  }
}
