package io.tapline.agent.trace.output;

import io.tapline.agent.script.ir.Gathering;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Of tseries(): values by interval. What is shown ends with the newest interval of all keys, and
 * begins with this key's oldest that is not too long ago for the series.
 */
final class SeriesTally implements Tally {
  private static final int VALUE_OFFSET = 8;
  private static final int WEIGHT_OFFSET = 16;

  private final Gathering.TimeSeries series;
  private final TreeMap<Long, Sample> samples = new TreeMap<>();

  /** What happened in one interval. */
  private record Sample(long value, long weight) {}

  SeriesTally(Gathering.TimeSeries series) {
    this.series = series;
  }

  @Override
  public void add(int bucket, ByteBuffer value) {
    long interval = value.getLong(0);
    if (interval != 0) {
      samples.merge(
          interval,
          new Sample(value.getLong(VALUE_OFFSET), value.getLong(WEIGHT_OFFSET)),
          this::combine);
    }
  }

  private Sample combine(Sample a, Sample b) {
    return switch (series.combination()) {
      case LAST -> Long.compareUnsigned(a.weight(), b.weight()) >= 0 ? a : b;
      case AVERAGE, SUM -> new Sample(a.value() + b.value(), a.weight() + b.weight());
      case MAXIMUM -> compare(a.value(), b.value()) >= 0 ? a : b;
      case MINIMUM -> compare(a.value(), b.value()) <= 0 ? a : b;
    };
  }

  private int compare(long a, long b) {
    return series.signed() ? Long.compare(a, b) : Long.compareUnsigned(a, b);
  }

  private DecodedValue shown(@Nullable Sample sample) {
    if (sample == null) {
      return new DecodedValue.Nothing();
    }
    boolean averages = series.combination() == Gathering.Combination.AVERAGE;
    long divisor = averages ? Math.max(1, sample.weight()) : 1;
    return Quotient.of(series.signed(), sample.value(), divisor);
  }

  /** The newest interval that anything happened in; 0 when there is none. */
  long newest() {
    return samples.isEmpty() ? 0 : samples.lastKey();
  }

  /**
   * The values up to an interval.
   *
   * @param last the newest of all keys
   */
  MapView.Series upTo(long last) {
    List<MapView.Point> points = new ArrayList<>();
    if (last == 0) {
      return new MapView.Series(points);
    }
    Long first = samples.ceilingKey(last - series.intervals() + 1);
    for (long interval = first == null ? last : first; interval <= last; interval++) {
      points.add(
          new MapView.Point(interval * series.intervalNanos(), shown(samples.get(interval))));
    }
    return new MapView.Series(points);
  }

  @Override
  public MapView.Cell cell(long divisor) {
    return upTo(newest());
  }

  @Override
  public long rank() {
    return newest();
  }
}
