package io.tapline.agent.trace.output;

import io.tapline.agent.script.ir.Gathering;
import java.util.OptionalLong;

/** Of lhist(n, least, most, step): see {@code Gathering.LinearHistogram}. */
final class LinearBuckets extends BucketRun {
  private static final int KILO = 1024;
  private static final int MEGA = KILO * KILO;

  private final Gathering.LinearHistogram histogram;

  LinearBuckets(Gathering.LinearHistogram histogram) {
    this.histogram = histogram;
  }

  @Override
  MapView.Bucket bucket(int number, long count) {
    long to = histogram.least() + number * histogram.step();
    long from = to - histogram.step();
    if (number == 0) {
      return new MapView.Bucket(
          BucketLabel.below(name(to)), OptionalLong.empty(), OptionalLong.of(to - 1), count);
    } else if (to > histogram.most()) {
      return new MapView.Bucket(
          BucketLabel.from(name(from)), OptionalLong.of(from), OptionalLong.empty(), count);
    }
    String label =
        histogram.step() == 1
            ? BucketLabel.single(name(from))
            : BucketLabel.between(name(from), name(to));
    return new MapView.Bucket(label, OptionalLong.of(from), OptionalLong.of(to - 1), count);
  }

  /** Suffixes are used when steps are of whole kilos. */
  private String name(long number) {
    if (number == 0 || histogram.step() % KILO != 0 || number % KILO != 0) {
      return Long.toString(number);
    }
    return number % MEGA == 0 ? number / MEGA + "M" : number / KILO + "K";
  }
}
