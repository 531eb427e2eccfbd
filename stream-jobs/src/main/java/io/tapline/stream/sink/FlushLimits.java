package io.tapline.stream.sink;

import java.io.Serializable;
import java.time.Duration;

/**
 * When a table's buffer is sent. An insert costs the store 12 to 22 ms whatever its size, so each
 * age is as long as its readers can wait.
 *
 * @param rows flush at this many rows
 * @param bytes flush at this many bytes; the buffer never holds more than this and one block
 * @param eventsAge longest wait of a raw event
 * @param otherAge longest wait of any other row
 */
public record FlushLimits(int rows, int bytes, Duration eventsAge, Duration otherAge)
    implements Serializable {
  /** Good for one machine: 20,000 rows or 4 MiB; 300 ms for events, 1 s for the rest. */
  public static final FlushLimits DEFAULT =
      new FlushLimits(20_000, 4 << 20, Duration.ofMillis(300), Duration.ofSeconds(1));

  Duration ageOf(Table table) {
    return table == Table.EVENTS ? eventsAge : otherAge;
  }
}
