package io.tapline.stream.window;

import io.tapline.stream.histogram.Histogram;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The series of one (host, tapset) in one window, cumulative since the window opened.
 *
 * <p>Bounded: once {@code limit} series are there, records of further keys are added to {@link
 * SeriesKey#OTHER}, so that no count is lost and a tapset keyed by something endless cannot fill
 * the heap. Remembers which series have changed since they were last {@linkplain #drainDirty handed
 * out}. Mutable, not thread-safe.
 */
public final class SeriesBlock {
  private final Map<SeriesKey, Entry> entries = new LinkedHashMap<>();
  private String unit = "";

  /** Unit of the values: ns, bytes, count or empty. One per tapset; the last one told wins. */
  public String unit() {
    return unit;
  }

  /** See {@link #unit()}. */
  public void unit(String newUnit) {
    unit = newUnit;
  }

  /** How many series there are, {@link SeriesKey#OTHER} included. */
  public int size() {
    return entries.size();
  }

  /** Records counted in all series. */
  public long records() {
    long records = 0;
    for (Entry entry : entries.values()) {
      records += entry.histogram.count();
    }
    return records;
  }

  /**
   * Adds increments of one series.
   *
   * @param limit how many series besides OTHER the block may hold, at least 1
   */
  public void add(SeriesKey key, Histogram increment, int limit) {
    Entry entry = entries.get(key);
    if (entry == null) {
      SeriesKey admitted = entries.size() < limit ? key : SeriesKey.OTHER;
      entry = entries.computeIfAbsent(admitted, ignored -> new Entry(new Histogram(), true));
    }
    entry.histogram.add(increment);
    entry.dirty = true;
  }

  /** Adds all increments of another block. */
  public void addAll(SeriesBlock other, int limit) {
    if (!other.unit.isEmpty()) {
      unit = other.unit;
    }
    other.entries.forEach((key, entry) -> add(key, entry.histogram, limit));
  }

  /** Puts back a series that was handed out before; for readers of saved state. */
  public void restore(SeriesKey key, Histogram histogram) {
    entries.put(key, new Entry(histogram, false));
  }

  /** Every series, in the order they were first seen. */
  public void forEach(BiConsumer<SeriesKey, Histogram> action) {
    entries.forEach((key, entry) -> action.accept(key, entry.histogram));
  }

  /** Hands out the series that changed since the last call, cumulative, and takes them as known. */
  public void drainDirty(BiConsumer<SeriesKey, Histogram> action) {
    entries.forEach(
        (key, entry) -> {
          if (entry.dirty) {
            entry.dirty = false;
            action.accept(key, entry.histogram);
          }
        });
  }

  /** A block of its own with the same content, dirty marks included. */
  public SeriesBlock copy() {
    SeriesBlock copy = new SeriesBlock();
    copy.unit = unit;
    entries.forEach(
        (key, entry) -> copy.entries.put(key, new Entry(entry.histogram.copy(), entry.dirty)));
    return copy;
  }

  private static final class Entry {
    private final Histogram histogram;
    private boolean dirty;

    Entry(Histogram histogram, boolean dirty) {
      this.histogram = histogram;
      this.dirty = dirty;
    }
  }
}
