package io.tapline.agent.trace.output;

import io.tapline.agent.compile.MapLayout;
import io.tapline.agent.script.ir.ScriptMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A map's entries, read from the kernel and added up over CPUs and buckets. Immutable.
 *
 * <p>In the session: {@code output.map(MapSnapshot.read(layout, entries, decoder).view())}.
 */
public final class MapSnapshot {
  private final ScriptMap map;
  private final TallyKind kind;
  private final List<MapRow> rows;

  private MapSnapshot(ScriptMap map, TallyKind kind, List<MapRow> rows) {
    this.map = map;
    this.kind = kind;
    this.rows = rows;
  }

  /**
   * Reads entries, of histograms and time series all those of their buckets.
   *
   * @param entries those that were set, in whatever order
   */
  public static MapSnapshot read(
      MapLayout layout, Iterable<RawEntry> entries, ValueDecoder decoder) {
    TallyKind kind = Tallies.of(layout.map(), decoder);
    Map<String, MapRow> rows = new LinkedHashMap<>();
    int keyBytes = layout.map().keys().isEmpty() ? 0 : keyBytes(layout);
    for (RawEntry entry : entries) {
      MapRow row =
          rows.computeIfAbsent(
              ByteText.of(entry.key(), 0, keyBytes),
              bytes -> new MapRow(bytes, key(layout, entry, decoder), kind.empty().get()));
      int bucket = layout.bucketOffset() < 0 ? 0 : entry.key().getInt(layout.bucketOffset());
      entry.values().forEach(value -> row.tally().add(bucket, value));
    }
    List<MapRow> sorted = new ArrayList<>(rows.values());
    new RowOrder(layout.map().keys()).sort(sorted, kind.order());
    return new MapSnapshot(layout.map(), kind, sorted);
  }

  private static int keyBytes(MapLayout layout) {
    return layout.bucketOffset() < 0 ? layout.keyBytes() : layout.bucketOffset();
  }

  private static List<DecodedValue> key(MapLayout layout, RawEntry entry, ValueDecoder decoder) {
    List<DecodedValue> parts = new ArrayList<>();
    for (int i = 0; i < layout.map().keys().size(); i++) {
      parts.add(
          decoder.decode(layout.map().keys().get(i), entry.key(), layout.keyOffsets().get(i)));
    }
    return parts;
  }

  /** The map as the end of a script prints it: what was never set is left out. */
  public MapView view() {
    return view(rows, 1);
  }

  /**
   * The map as {@code print(@map, top, divisor)} prints it. A map without keys that was never set
   * is shown as zero or empty, unless it is a histogram or a time series.
   *
   * @param top how many entries from the greatest down; 0 for all
   * @param divisor what values are divided by; 0 for 1
   */
  public MapView view(long top, long divisor) {
    List<MapRow> shown = rows;
    boolean values = kind.kind() == MapView.Kind.PLAIN || kind.kind() == MapView.Kind.STATS;
    if (rows.isEmpty() && values && map.keys().isEmpty()) {
      shown = List.of(new MapRow("", List.of(), kind.empty().get()));
    } else if (top > 0 && top < rows.size() && kind.kind() != MapView.Kind.SERIES) {
      shown = rows.subList(rows.size() - (int) top, rows.size());
    }
    return view(shown, Math.max(1, divisor));
  }

  private MapView view(List<MapRow> shown, long divisor) {
    long newest = shown.stream().mapToLong(row -> row.tally().rank()).max().orElse(0);
    List<MapView.Entry> entries = new ArrayList<>(shown.size());
    for (MapRow row : shown) {
      MapView.Cell cell =
          row.tally() instanceof SeriesTally series
              ? series.upTo(newest)
              : row.tally().cell(divisor);
      entries.add(new MapView.Entry(row.shownKey(), cell));
    }
    return new MapView(ByteText.of(map.name()), kind.kind(), !map.keys().isEmpty(), entries);
  }

  /**
   * What {@code print(@map[key])} prints of an aggregation: zero where there is no such key.
   *
   * @param keys the key's parts as the message carries them
   */
  public DecodedValue at(List<DecodedValue> keys) {
    Tally tally =
        rows.stream()
            .filter(row -> row.key().equals(keys))
            .map(MapRow::tally)
            .findFirst()
            .orElseGet(kind.empty());
    return tally.cell(1) instanceof MapView.Plain plain
        ? plain.value()
        : new DecodedValue.Nothing();
  }
}
