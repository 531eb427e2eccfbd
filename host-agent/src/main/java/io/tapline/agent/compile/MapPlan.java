package io.tapline.agent.compile;

import io.tapline.agent.bpf.spec.MapSpec;
import io.tapline.agent.bpf.spec.MapType;
import io.tapline.agent.event.AggregateLayout;
import io.tapline.agent.event.AggregateLayout.Aggregation;
import io.tapline.agent.script.ir.AggregateMap;
import io.tapline.agent.script.ir.CheckedScript;
import io.tapline.agent.script.ir.Gathering;
import io.tapline.agent.script.ir.StateMap;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.schemas.BucketLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Names and shapes of the BPF maps behind the script's maps. */
final class MapPlan {
  /** An array of one value that is never written: what a new text entry starts as. */
  static final String ZEROS = "zeros";

  /** What the kernel adds to an entry of a hash map, struct htab_elem and a bucket's share. */
  private static final int ENTRY_OVERHEAD = 64;

  private final CheckedScript script;
  private final Set<String> threadMaps;
  private final CompileOptions options;

  /**
   * @param threadMaps names of the maps that are kept with threads
   */
  MapPlan(CheckedScript script, Set<String> threadMaps, CompileOptions options) {
    this.script = script;
    this.threadMaps = threadMaps;
    this.options = options;
  }

  static String stateName(StateMap map) {
    return "state_" + map.name().substring(1);
  }

  static String aggregateName(AggregateMap map, int parity) {
    return "sum" + parity + "_" + map.name().substring(1);
  }

  static KeyLayout key(StateMap map) {
    return KeyLayout.of(map.keys(), false);
  }

  static KeyLayout key(AggregateMap map) {
    return KeyLayout.of(map.keys(), map.gathering().hasBuckets());
  }

  static int valueBytes(Gathering gathering) {
    return gathering instanceof Gathering.Sum ? 2 * Long.BYTES : Long.BYTES;
  }

  List<AggregateLayout> aggregates() {
    return script.aggregates().stream().map(MapPlan::layout).toList();
  }

  private static AggregateLayout layout(AggregateMap map) {
    KeyLayout key = key(map);
    return new AggregateLayout(
        map.name(),
        aggregation(map.gathering()),
        key.fields(),
        key.bucketOffset(),
        key.sizeBytes(),
        valueBytes(map.gathering()),
        List.of(aggregateName(map, 0), aggregateName(map, 1)));
  }

  private static Aggregation aggregation(Gathering gathering) {
    if (gathering instanceof Gathering.Count) {
      return Aggregation.COUNT;
    }
    return gathering instanceof Gathering.Sum ? Aggregation.SUM : Aggregation.EXPONENTIAL_HISTOGRAM;
  }

  /** Every map of the script; the ring only if something is emitted. */
  List<MapSpec> specs(CounterTable counters) {
    List<MapSpec> specs = new ArrayList<>();
    specs.add(array(CompiledScript.GLOBALS, CompiledScript.GLOBALS_BYTES, MapSpec.MMAPABLE));
    specs.add(new MapSpec(CounterTable.MAP, MapType.PERCPU_ARRAY, 4, counters.sizeBytes(), 2, 0));
    if (!script.events().isEmpty()) {
      specs.add(new MapSpec(CompiledScript.RING, MapType.RINGBUF, 0, 0, options.ringBytes(), 0));
    }
    int zeros = 0;
    for (StateMap map : script.states()) {
      if (threadMaps.contains(map.name())) {
        specs.add(ThreadMaps.spec(stateName(map), map.value()));
        continue;
      }
      int value = Layout.storageBytes(map.value());
      zeros = Layout.isNumber(map.value()) ? zeros : Math.max(zeros, value);
      int entries = map.keys().isEmpty() ? 1 : options.stateEntries();
      specs.add(hash(stateName(map), key(map), value, entries));
    }
    for (AggregateMap map : script.aggregates()) {
      for (int parity = 0; parity < 2; parity++) {
        int value = valueBytes(map.gathering());
        specs.add(hash(aggregateName(map, parity), key(map), value, entries(map)));
      }
    }
    if (zeros > 0) {
      specs.add(array(ZEROS, zeros, 0));
    }
    checkMemory(specs);
    return specs;
  }

  private int entries(AggregateMap map) {
    if (!map.keys().isEmpty()) {
      return options.aggregateEntries();
    }
    return map.gathering().hasBuckets() ? BucketLayout.BUCKETS : 1;
  }

  private static MapSpec array(String name, int valueBytes, int flags) {
    return new MapSpec(name, MapType.ARRAY, Integer.BYTES, valueBytes, 1, flags);
  }

  private static MapSpec hash(String name, KeyLayout key, int valueBytes, int entries) {
    return new MapSpec(name, MapType.HASH, key.sizeBytes(), valueBytes, entries, 0);
  }

  private void checkMemory(List<MapSpec> specs) {
    long bytes = 0;
    for (MapSpec spec : specs) {
      if (spec.type() == MapType.HASH) {
        long entry = spec.keyBytes() + (long) spec.valueBytes() + ENTRY_OVERHEAD;
        bytes += entry * spec.maxEntries();
      }
    }
    if (bytes > options.maxMapBytes()) {
      throw new CompileFailure(
          new SourceRange(0, 0),
          "the script's maps take " + bytes + " bytes, more than " + options.maxMapBytes(),
          "use fewer maps or shorter keys and texts");
    }
  }
}
