package io.tapline.agent.compile.gathering;

import io.tapline.agent.script.ir.Gathering;

/** Registry of what gathers. */
public final class Gatherings {
  private Gatherings() {}

  /** How that is gathered. */
  public static GatheringEmitter of(Gathering gathering) {
    if (gathering instanceof Gathering.Count) {
      return new CountEmitter();
    } else if (gathering instanceof Gathering.Sum) {
      return new SumEmitter();
    } else if (gathering instanceof Gathering.Minimum minimum) {
      return new ExtremeEmitter(false, minimum.signed());
    } else if (gathering instanceof Gathering.Maximum maximum) {
      return new ExtremeEmitter(true, maximum.signed());
    } else if (gathering instanceof Gathering.Average average) {
      return new AverageEmitter(average.signed());
    } else if (gathering instanceof Gathering.Stats stats) {
      return new AverageEmitter(stats.signed());
    } else if (gathering instanceof Gathering.Deviation) {
      return new DeviationEmitter();
    } else if (gathering instanceof Gathering.TimeSeries series) {
      return new TimeSeriesEmitter(series.combination(), series.signed());
    }
    return new HistogramEmitter(buckets(gathering));
  }

  private static BucketEmitter buckets(Gathering gathering) {
    if (gathering instanceof Gathering.PowerHistogram power) {
      return new PowerBuckets(power.bits());
    } else if (gathering instanceof Gathering.SignedPowerHistogram) {
      return new SignedPowerBuckets();
    } else if (gathering instanceof Gathering.LinearHistogram linear) {
      return new LinearBuckets(linear.least(), linear.most(), linear.step());
    } else if (gathering instanceof Gathering.LogLinearHistogram log) {
      return new LogLinearBuckets(log);
    } else if (gathering instanceof Gathering.ExponentialHistogram) {
      return new ExponentialBuckets();
    }
    throw new IllegalArgumentException("gathers in a way that nothing knows: " + gathering);
  }
}
