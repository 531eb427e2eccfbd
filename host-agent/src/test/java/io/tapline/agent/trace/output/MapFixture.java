package io.tapline.agent.trace.output;

import io.tapline.agent.compile.MapLayout;
import io.tapline.agent.script.config.ScriptConfig;
import io.tapline.agent.script.ir.AggregateMap;
import io.tapline.agent.script.ir.Gathering;
import io.tapline.agent.script.ir.ScriptMap;
import io.tapline.agent.script.ir.StateMap;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** A map filled by hand, in the layout that programs fill. */
final class MapFixture {
  private static final int VALUE_BYTES = 64;

  private final MapLayout layout;
  private final List<RawEntry> entries = new ArrayList<>();

  private MapFixture(ScriptMap map, boolean buckets) {
    List<Integer> offsets = Storage.offsets(map.keys());
    int partsBytes = Storage.roundUp(Storage.tupleBytes(map.keys()), Integer.BYTES);
    int keyBytes = map.keys().isEmpty() ? 0 : partsBytes;
    boolean index = map.keys().isEmpty() || buckets;
    this.layout =
        new MapLayout(
            map,
            "map",
            true,
            keyBytes + (index ? Integer.BYTES : 0),
            offsets,
            buckets ? keyBytes : -1,
            VALUE_BYTES,
            -1);
  }

  static MapFixture gathers(String name, Gathering gathering, Type... keys) {
    return new MapFixture(new AggregateMap(name, List.of(keys), gathering), gathering.hasBuckets());
  }

  static MapFixture keeps(String name, Type value, Type... keys) {
    return new MapFixture(new StateMap(name, List.of(keys), value), false);
  }

  /** An entry: the key's parts, then per CPU the 64-bit words of the value. */
  MapFixture entry(List<Object> key, int bucket, long[]... cpus) {
    ByteBuffer bytes = buffer(Math.max(4, layout.keyBytes()));
    for (int i = 0; i < key.size(); i++) {
      Bytes.put(layout.map().keys().get(i), bytes, layout.keyOffsets().get(i), key.get(i));
    }
    if (layout.bucketOffset() >= 0) {
      bytes.putInt(layout.bucketOffset(), bucket);
    }
    List<ByteBuffer> values = new ArrayList<>();
    for (long[] words : cpus) {
      ByteBuffer value = buffer(VALUE_BYTES);
      for (int i = 0; i < words.length; i++) {
        value.putLong(i * Long.BYTES, words[i]);
      }
      values.add(value);
    }
    entries.add(new RawEntry(bytes, values));
    return this;
  }

  /** An entry of a map that keeps values. */
  MapFixture value(List<Object> key, Object kept) {
    entry(key, 0, new long[] {});
    RawEntry last = entries.remove(entries.size() - 1);
    ByteBuffer value = buffer(VALUE_BYTES);
    Bytes.put(((StateMap) layout.map()).value(), value, 0, kept);
    entries.add(new RawEntry(last.key(), List.of(value)));
    return this;
  }

  MapSnapshot snapshot() {
    return MapSnapshot.read(layout, entries, new ValueDecoder(new NoNames(), ScriptConfig.DEFAULT));
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.nativeOrder());
  }
}
