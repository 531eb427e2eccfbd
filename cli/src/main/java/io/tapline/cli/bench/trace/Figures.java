package io.tapline.cli.bench.trace;

import java.util.Arrays;
import java.util.List;

/** Several measurements of one thing. */
record Figures(List<Double> values) {
  Figures {
    values = List.copyOf(values);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("nothing measured");
    }
  }

  /** The middle one. */
  double median() {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  double least() {
    return values.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  /** The lower quartile of slices: what disturbs only ever adds. */
  static double lowerQuartile(double[] slices) {
    double[] sorted = slices.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 4];
  }
}
