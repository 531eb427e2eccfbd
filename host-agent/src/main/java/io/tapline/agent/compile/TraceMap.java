package io.tapline.agent.compile;

import io.tapline.agent.bpf.spec.MapSpec;
import io.tapline.agent.bpf.spec.MapType;
import io.tapline.agent.compile.gathering.BucketEmitter;
import io.tapline.agent.compile.gathering.Gatherings;
import io.tapline.agent.script.ir.AggregateMap;
import io.tapline.agent.script.ir.Gathering;
import io.tapline.agent.script.ir.MapKind;
import io.tapline.agent.script.ir.ScriptMap;
import io.tapline.agent.script.ir.StateMap;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * One map of a script in TRACE, and the BPF map behind it.
 *
 * <pre>
 *                     plain values                 gatherings
 *   without keys      array of one                 per-CPU array, one entry per bucket
 *   with keys         hash, as declared            per-CPU hash; the bucket ends the key
 * </pre>
 *
 * Arrays need no lookup: their value's address is part of the program, or a multiplication away.
 * Since all of an array's entries are there from the start, a flag behind the value tells those
 * that the script set.
 *
 * <p>Hashes of the usual size have all their entries allocated when they are made, as bpftrace's
 * have. Where entries are allocated as they come, programs that need them faster than the kernel
 * refills its stock find none: of 4200 new keys in a second, in interrupts, 138 were lost (6.18).
 * It takes 0.1 ms for 4096 numbers, 0.8 ms for texts, 2 ms per CPU value; larger maps wait.
 */
record TraceMap(ScriptMap map, MapSpec spec, MapLayout layout) {
  /** More buckets than this are no array: nobody fills them. bpftrace's maps have 4096 entries. */
  private static final int MAX_BUCKETS = 4096;

  /** Most that is allocated for a map before anybody needs it. */
  private static final long PREALLOCATED_BYTES = 16 << 20;

  /** Likewise of one with values per CPU: each is an allocation of its own. */
  private static final int PREALLOCATED_PER_CPU = 8192;

  /** What the kernel adds to an entry of a hash map, struct htab_elem and a bucket's share. */
  private static final int ENTRY_OVERHEAD = 64;

  private static final String PREFIX = "at_";

  /** Plans one map; the same map and options give the same plan. */
  static TraceMap of(ScriptMap map, CompileOptions options) {
    return map instanceof StateMap state
        ? state(state, options)
        : gathering((AggregateMap) map, options);
  }

  private static TraceMap state(StateMap map, CompileOptions options) {
    int value = Storage.storageBytes(map.value());
    if (map.keys().isEmpty()) {
      return array(map, MapType.ARRAY, value, 1, -1);
    }
    return hash(map, type(map.kind()), -1, value, map.entries().orElse(options.stateEntries()));
  }

  private static MapType type(MapKind kind) {
    return switch (kind) {
      case HASH -> MapType.HASH;
      case LRU_HASH -> MapType.LRU_HASH;
      case PERCPU_HASH -> MapType.PERCPU_HASH;
      case PERCPU_LRU_HASH -> MapType.PERCPU_LRU_HASH;
    };
  }

  private static TraceMap gathering(AggregateMap map, CompileOptions options) {
    int value = Gatherings.of(map.gathering()).valueBytes();
    int entries = map.entries().orElse(options.aggregateEntries());
    int buckets = buckets(map.gathering());
    if (map.keys().isEmpty() && buckets <= MAX_BUCKETS && buckets <= Math.max(entries, 1)) {
      return array(
          map, MapType.PERCPU_ARRAY, value, buckets, map.gathering().hasBuckets() ? 0 : -1);
    }
    int bucketOffset =
        map.gathering().hasBuckets()
            ? Storage.roundUp(Storage.tupleBytes(map.keys()), Integer.BYTES)
            : -1;
    return hash(map, type(map.kind()), bucketOffset, value, entries);
  }

  /** How many buckets a key has, or a map without keys. */
  static int buckets(Gathering gathering) {
    if (gathering instanceof Gathering.TimeSeries series) {
      return series.intervals();
    }
    return Gatherings.of(gathering).bucket().map(BucketEmitter::buckets).orElse(1);
  }

  private static TraceMap array(
      ScriptMap map, MapType type, int valueBytes, int entries, int bucketOffset) {
    int set = Storage.roundUp(valueBytes, Long.BYTES);
    return new TraceMap(
        map,
        new MapSpec(name(map), type, Integer.BYTES, set + Long.BYTES, entries, 0),
        new MapLayout(
            map,
            name(map),
            type.perCpu(),
            Integer.BYTES,
            List.of(),
            bucketOffset,
            valueBytes,
            set));
  }

  private static TraceMap hash(
      ScriptMap map, MapType type, int bucketOffset, int valueBytes, int entries) {
    int parts = Storage.tupleBytes(map.keys());
    int key = bucketOffset < 0 ? parts : bucketOffset + Integer.BYTES;
    return new TraceMap(
        map,
        new MapSpec(
            name(map), type, key, valueBytes, entries, flags(type, key + valueBytes, entries)),
        new MapLayout(
            map,
            name(map),
            type.perCpu(),
            key,
            Storage.offsets(map.keys()),
            bucketOffset,
            valueBytes,
            -1));
  }

  /** What forgets must be allocated at once. */
  private static int flags(MapType type, int entryBytes, int entries) {
    long bytes = (long) (entryBytes + ENTRY_OVERHEAD) * entries;
    boolean prealloc =
        switch (type) {
          case LRU_HASH, PERCPU_LRU_HASH -> true;
          case HASH -> bytes <= PREALLOCATED_BYTES;
          case PERCPU_HASH -> bytes <= PREALLOCATED_BYTES && entries <= PREALLOCATED_PER_CPU;
          default -> false;
        };
    return prealloc ? 0 : MapSpec.NO_PREALLOC;
  }

  /** The name of the BPF map behind a map. */
  static String name(ScriptMap map) {
    return PREFIX + map.name().substring(1);
  }

  /** The BPF map's name. */
  String name() {
    return spec.name();
  }

  /** Whether all entries are there from the start. */
  boolean isArray() {
    return layout.setOffset() >= 0;
  }

  /** Whether the key ends with a bucket's number, or is one. */
  boolean hasBuckets() {
    return layout.bucketOffset() >= 0;
  }

  /** Bytes of a key that belong to no part of it, each as offset and length; they must be zero. */
  List<Gap> keyGaps() {
    List<Gap> gaps = new ArrayList<>();
    int end = 0;
    for (int i = 0; i < map.keys().size(); i++) {
      int offset = layout.keyOffsets().get(i);
      addGap(gaps, end, offset);
      Type type = map.keys().get(i);
      end = offset + Storage.storageBytes(type);
    }
    if (hasBuckets()) {
      addGap(gaps, end, layout.bucketOffset());
    }
    return gaps;
  }

  private static void addGap(List<Gap> gaps, int from, int to) {
    int offset = from;
    while (offset < to) {
      int length = Math.min(Integer.lowestOneBit(offset), Integer.highestOneBit(to - offset));
      gaps.add(new Gap(offset, length));
      offset += length;
    }
  }

  /**
   * Some bytes between the parts of a key, at most 4, aligned to their number.
   *
   * @param offset in the key
   * @param length 1, 2 or 4
   */
  record Gap(int offset, int length) {}
}
