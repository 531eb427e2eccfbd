package io.tapline.dashboard.view;

import java.time.Instant;

/**
 * A stretch of time and how finely it is read.
 *
 * @param from inclusive, epoch seconds, a multiple of step
 * @param to exclusive, epoch seconds, a multiple of step
 * @param resolution seconds of the stored windows: 1, 10 or 60
 * @param step seconds of one column: a multiple of resolution, so that no range has more than
 *     {@link #MOST_COLUMNS} columns
 */
public record TimeRange(long from, long to, int resolution, int step) {
  /** A wide screen has no more pixels to give. */
  public static final int MOST_COLUMNS = 900;

  /** Longest range: what the windows table keeps is for the store to say; this bounds the work. */
  public static final long MOST_SECONDS = 31L * 24 * 3600;

  private static final long DAY = 24 * 3600;

  /** The range that ends with the step that {@code now} lies in. */
  public static TimeRange last(long seconds, Instant now) {
    int resolution = resolution(seconds, seconds);
    int step = step(seconds, resolution);
    long to = Math.floorDiv(now.getEpochSecond(), step) * step + step;
    long whole = (seconds + step - 1) / step * step;
    return new TimeRange(to - whole, to, resolution, step);
  }

  /**
   * From one epoch second to another, widened to whole steps.
   *
   * @param now to tell which windows are still kept
   */
  public static TimeRange between(long from, long to, Instant now) {
    int resolution = resolution(to - from, now.getEpochSecond() - from);
    int step = step(to - from, resolution);
    return new TimeRange(
        Math.floorDiv(from, step) * step, -Math.floorDiv(-to, step) * step, resolution, step);
  }

  /**
   * Resolution for lists over all keys or tapsets, where nobody sees single columns: coarser, so
   * that a list costs a tenth.
   */
  public int listResolution() {
    return seconds() <= 60 ? resolution : Math.max(10, resolution);
  }

  /** The last few columns of this range: what may still change. */
  public TimeRange tail(int columns) {
    return new TimeRange(Math.max(from, to - (long) columns * step), to, resolution, step);
  }

  /** The last seconds of this range. */
  TimeRange lastSeconds(long seconds) {
    return new TimeRange(Math.max(from, to - seconds), to, resolution, step);
  }

  /** How long. */
  public long seconds() {
    return to - from;
  }

  /** By length; and by age: the store keeps 1 s windows for 2 days, 10 s windows for 14. */
  private static int resolution(long seconds, long age) {
    int byLength = seconds <= 15 * 60 ? 1 : seconds <= 2 * 3600 ? 10 : 60;
    int byAge = age <= 2 * DAY ? 1 : age <= 14 * DAY ? 10 : 60;
    return Math.max(byLength, byAge);
  }

  private static int step(long seconds, int resolution) {
    long columns = (seconds + resolution - 1) / resolution;
    return Math.toIntExact((columns + MOST_COLUMNS - 1) / MOST_COLUMNS * resolution);
  }
}
