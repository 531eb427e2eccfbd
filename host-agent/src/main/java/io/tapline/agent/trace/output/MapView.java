package io.tapline.agent.trace.output;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A map as it is printed: in order, cut to the top, divided.
 *
 * @param name with its at sign
 * @param kind what its values are
 * @param keyed whether it has keys; if not, there is at most one entry
 * @param entries in the order of printing
 */
public record MapView(String name, Kind kind, boolean keyed, List<Entry> entries) {
  public MapView {
    entries = List.copyOf(entries);
  }

  /** What a map's values are. */
  public enum Kind {
    /** Values and simple sums. */
    PLAIN,
    /** Of avg() and stats(). */
    STATS,
    /** Counts by bucket. */
    HISTOGRAM,
    /** Values by interval. */
    SERIES
  }

  /**
   * A key with what is kept under it.
   *
   * @param key empty in a map without keys
   */
  public record Entry(Optional<DecodedValue> key, Cell value) {}

  /** What is kept under one key. */
  public sealed interface Cell {}

  /** One value. */
  public record Plain(DecodedValue value) implements Cell {}

  /** Counts by bucket, from the first with a count to the last; empty when there is none. */
  public record Histogram(List<Bucket> buckets) implements Cell {
    public Histogram {
      buckets = List.copyOf(buckets);
    }
  }

  /**
   * How many values fell between two bounds.
   *
   * @param label the bounds for people: {@code [2, 4)}
   * @param least that falls into it; empty for all below
   * @param most that falls into it; empty for all above
   */
  public record Bucket(String label, OptionalLong least, OptionalLong most, long count) {}

  /** Values by interval, oldest first. */
  public record Series(List<Point> points) implements Cell {
    public Series {
      points = List.copyOf(points);
    }
  }

  /**
   * An interval.
   *
   * @param wallNanos its begin, since 1970
   * @param value {@link DecodedValue.Nothing} when nothing happened
   */
  public record Point(long wallNanos, DecodedValue value) {}
}
