package io.tapline.agent.trace.output;

import io.tapline.agent.script.ir.Gathering;
import java.util.List;
import java.util.OptionalLong;

/** Of llquantize(): see {@code Gathering.LogLinearHistogram}. */
final class LogLinearBuckets extends BucketRun {
  private final List<Long> bounds;

  LogLinearBuckets(Gathering.LogLinearHistogram histogram) {
    this.bounds = histogram.bounds();
  }

  @Override
  MapView.Bucket bucket(int number, long count) {
    if (number == 0) {
      long to = bounds.get(0);
      return new MapView.Bucket(
          BucketLabel.below(Long.toString(to)),
          OptionalLong.empty(),
          OptionalLong.of(to - 1),
          count);
    }
    long from = bounds.get(Math.min(number, bounds.size()) - 1);
    if (number >= bounds.size()) {
      return new MapView.Bucket(
          BucketLabel.from(Long.toString(from)),
          OptionalLong.of(from),
          OptionalLong.empty(),
          count);
    }
    long to = bounds.get(number);
    String label =
        to == from + 1
            ? BucketLabel.single(Long.toString(from))
            : BucketLabel.between(Long.toString(from), Long.toString(to));
    return new MapView.Bucket(label, OptionalLong.of(from), OptionalLong.of(to - 1), count);
  }
}
