package io.tapline.stream.testing;

import io.tapline.storage.engine.RetriableEngineException;
import io.tapline.stream.sink.RowStore;
import io.tapline.stream.sink.RowStoreOpener;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/**
 * A store that reads the rows it is given and keeps them as the real tables would under FINAL: one
 * event per identity, and of several windows or hops with one key the one with the greatest count.
 */
public final class RecordingStore {
  private static final Map<String, RecordingStore> STORES = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();
  private final AtomicBoolean down = new AtomicBoolean();
  private final Map<EventId, Event> events = new HashMap<>();
  private final Map<WindowId, Stats> windows = new HashMap<>();
  private final Map<HopId, Long> hops = new HashMap<>();
  private final Map<String, Integer> otherInserts = new HashMap<>();
  private long eventRows;

  /** Identity of an event. */
  public record EventId(String agent, long boot, String tapset, long sequence, long row) {}

  /** An event. */
  public record Event(
      long timeNanos,
      String host,
      List<String> key,
      long value,
      String unit,
      String comm,
      long pid,
      long tid,
      int cpu,
      Map<String, Long> numbers,
      Map<String, String> texts) {}

  /** Key of a window. */
  public record WindowId(
      int resolution, long start, String tapset, String host, List<String> key) {}

  /** Content of a window. */
  public record Stats(String unit, long count, long sum, Map<Integer, Long> buckets) {}

  /** Key of a hop. */
  public record HopId(String agent, long boot, String tapset, String hop) {}

  /** A new, empty one, known to openers in this JVM. */
  public RecordingStore() {
    STORES.put(id, this);
  }

  /** What a job opens. */
  public RowStoreOpener opener() {
    String known = id;
    return () -> new Connection(STORES.get(known));
  }

  /** Whether inserts fail, as when the server is away. */
  public void down(boolean isDown) {
    down.set(isDown);
  }

  public synchronized Map<EventId, Event> events() {
    return Map.copyOf(events);
  }

  /** Rows as inserted, repeats included. */
  public synchronized long eventRows() {
    return eventRows;
  }

  public synchronized Map<WindowId, Stats> windows() {
    return Map.copyOf(windows);
  }

  public synchronized int inserts(String table) {
    return otherInserts.getOrDefault(table, 0);
  }

  /** Records in windows of one length. */
  public synchronized long records(int resolution, Predicate<WindowId> of) {
    return windows.entrySet().stream()
        .filter(e -> e.getKey().resolution() == resolution && of.test(e.getKey()))
        .mapToLong(e -> e.getValue().count())
        .sum();
  }

  /** Records counted at a hop, over all agents and tapsets. */
  public synchronized long hop(String hop) {
    return hops.entrySet().stream()
        .filter(e -> e.getKey().hop().equals(hop))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private synchronized void insert(String table, byte[] bytes, int length) {
    RowBinaryReader in = new RowBinaryReader(bytes, length);
    while (in.hasNext()) {
      switch (table) {
        case "events" -> readEvent(in);
        case "windows" -> readWindow(in);
        case "hops" -> readHop(in);
        default -> {
          otherInserts.merge(table, 1, Integer::sum);
          return;
        }
      }
    }
  }

  private void readEvent(RowBinaryReader in) {
    eventRows++;
    long time = in.int64();
    String host = in.string();
    String tapset = in.string();
    Event event =
        new Event(
            time,
            host,
            in.strings(),
            in.int64(),
            in.string(),
            in.string(),
            in.int32(),
            in.int32(),
            in.int16(),
            in.numbers(),
            in.texts());
    events.put(new EventId(in.string(), in.int64(), tapset, in.int64(), in.int32()), event);
  }

  private void readWindow(RowBinaryReader in) {
    int resolution = in.int16();
    long start = in.int32();
    WindowId id = new WindowId(resolution, start, in.string(), in.string(), in.strings());
    Stats stats = new Stats(in.string(), in.int64(), in.int64(), in.buckets());
    windows.merge(id, stats, (old, now) -> now.count() >= old.count() ? now : old);
  }

  private void readHop(RowBinaryReader in) {
    String agent = in.string();
    in.string();
    HopId hop = new HopId(agent, in.int64(), in.string(), in.string());
    hops.merge(hop, in.int64(), Math::max);
    in.int64();
  }

  private record Connection(RecordingStore store) implements RowStore {
    @Override
    public void insert(String table, List<String> columns, byte[] rowBinary, int length) {
      if (store.down.get()) {
        throw new RetriableEngineException("down for a test", new java.io.IOException("down"));
      }
      store.insert(table, rowBinary, length);
    }

    @Override
    public void close() {}
  }
}
