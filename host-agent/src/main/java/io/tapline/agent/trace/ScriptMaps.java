package io.tapline.agent.trace;

import io.tapline.agent.compile.MapLayout;
import io.tapline.agent.kernel.load.BpfMap;
import io.tapline.agent.kernel.load.KernelObjects;
import io.tapline.agent.kernel.load.MapBatch;
import io.tapline.agent.kernel.sys.SystemCallException;
import io.tapline.agent.script.ir.ScriptMap;
import io.tapline.agent.trace.output.RawEntry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A script's maps in the kernel, read and changed from here. Not thread-safe. */
final class ScriptMaps {
  private static final int BATCH = 1024;

  private final Map<String, MapLayout> layouts = new LinkedHashMap<>();
  private final KernelObjects objects;

  ScriptMaps(List<MapLayout> layouts, KernelObjects objects) {
    layouts.forEach(layout -> this.layouts.put(layout.map().name(), layout));
    this.objects = objects;
  }

  /** All of them, in the order they are shown at the end. */
  List<MapLayout> all() {
    return layouts.values().stream()
        .sorted(java.util.Comparator.comparing(layout -> layout.map().name()))
        .toList();
  }

  MapLayout layout(ScriptMap map) {
    MapLayout layout = layouts.get(map.name());
    if (layout == null) {
      throw new IllegalStateException("message about a map that is not there: " + map.name());
    }
    return layout;
  }

  /** Every entry, copied out. While programs write, an entry may be seen or missed. */
  List<RawEntry> entries(MapLayout layout) throws SystemCallException {
    BpfMap map = objects.map(layout.bpfMap());
    MapBatch batch = map.newBatch(Math.min(BATCH, map.spec().maxEntries()));
    List<RawEntry> entries = new ArrayList<>();
    batch.rewind();
    boolean more = true;
    while (more) {
      more = map.read(batch);
      for (int entry = 0; entry < batch.size(); entry++) {
        if (!isSet(layout, batch, entry)) {
          continue;
        }
        List<ByteBuffer> values = new ArrayList<>();
        for (int cpu = 0; cpu < batch.cpus(); cpu++) {
          values.add(copy(batch.values(), batch.valueOffset(entry, cpu), layout.valueBytes()));
        }
        entries.add(
            new RawEntry(copy(batch.keys(), batch.keyOffset(entry), layout.keyBytes()), values));
      }
    }
    return entries;
  }

  /** Whether it is one of the script's entries, and not just a place in an array. */
  private static boolean isSet(MapLayout layout, MapBatch batch, int entry) {
    boolean set = layout.setOffset() < 0;
    for (int cpu = 0; cpu < batch.cpus() && !set; cpu++) {
      set = batch.values().getLong(batch.valueOffset(entry, cpu) + layout.setOffset()) != 0;
    }
    return set;
  }

  private static ByteBuffer copy(ByteBuffer from, int offset, int length) {
    ByteBuffer copy = ByteBuffer.allocate(length).order(ByteOrder.nativeOrder());
    copy.put(0, from, offset, length);
    return copy;
  }

  /** Takes every entry away. */
  void clear(MapLayout layout) throws SystemCallException {
    BpfMap map = objects.map(layout.bpfMap());
    ByteBuffer key = map.newKey();
    ByteBuffer zeros = map.newValue();
    for (RawEntry entry : entries(layout)) {
      key.put(0, entry.key(), 0, layout.keyBytes());
      if (layout.setOffset() < 0) {
        map.delete(key);
      } else {
        map.update(key, zeros);
      }
    }
  }

  /** Makes every value zero; keys stay. */
  void zero(MapLayout layout) throws SystemCallException {
    BpfMap map = objects.map(layout.bpfMap());
    ByteBuffer key = map.newKey();
    ByteBuffer zeros = map.newValue();
    for (int cpu = 0; cpu < map.cpus() && layout.setOffset() >= 0; cpu++) {
      zeros.putLong(cpu * map.cpuStride() + layout.setOffset(), 1);
    }
    for (RawEntry entry : entries(layout)) {
      map.update(key.put(0, entry.key(), 0, layout.keyBytes()), zeros);
    }
  }
}
