package io.tapline.agent.trace.output;

import io.tapline.agent.compile.MapLayout;
import java.util.List;

/**
 * A map's entries, read from the kernel and merged over CPUs. Immutable.
 *
 * <p>In the session: {@code output.map(MapSnapshot.read(layout, entries, decoder).view())}.
 */
public final class MapSnapshot {
  private final MapLayout layout;

  private MapSnapshot(MapLayout layout) {
    this.layout = layout;
  }

  /**
   * Reads entries, of histograms and time series all those of their buckets.
   *
   * @param entries in whatever order
   */
  public static MapSnapshot read(
      MapLayout layout, Iterable<RawEntry> entries, ValueDecoder decoder) {
    throw new UnsupportedOperationException("maps are read in the next commit");
  }

  /** The map as {@code print(@map)} and the end of a script print it. */
  public MapView view() {
    return view(0, 0);
  }

  /**
   * The map as {@code print(@map, top, divisor)} prints it.
   *
   * @param top how many entries from the greatest down; 0 for all
   * @param divisor what values are divided by; 0 for 1
   */
  public MapView view(long top, long divisor) {
    throw new UnsupportedOperationException("maps are shown in the next commit: " + layout);
  }

  /**
   * What {@code print(@map[key])} prints of an aggregation; of a map without this key what it
   * prints then.
   *
   * @param keys the key's parts as the message carries them
   */
  public DecodedValue at(List<DecodedValue> keys) {
    throw new UnsupportedOperationException("maps are shown in the next commit: " + keys);
  }
}
