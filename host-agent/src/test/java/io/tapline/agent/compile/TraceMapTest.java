package io.tapline.agent.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.agent.bpf.spec.MapSpec;
import io.tapline.agent.bpf.spec.MapType;
import io.tapline.agent.script.ir.AggregateMap;
import io.tapline.agent.script.ir.Gathering;
import io.tapline.agent.script.ir.Gathering.Combination;
import io.tapline.agent.script.ir.MapKind;
import io.tapline.agent.script.ir.ScriptMap;
import io.tapline.agent.script.ir.StateMap;
import io.tapline.agent.script.type.Type;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The BPF map behind each kind of map, and where its bytes are. */
class TraceMapTest {
  private static final Type.Int UINT8 = new Type.Int(1, false);
  private static final Type.Text TEXT = new Type.Text(20);
  private static final Type.Stack STACK = new Type.Stack(true, Type.StackMode.BPFTRACE, 127);

  private static StateMap state(MapKind kind, int entries) {
    return new StateMap("@m", List.of(Type.UINT64), Type.INT64, kind, OptionalInt.of(entries));
  }

  private static AggregateMap gathering(Gathering gathering, int entries, Type... keys) {
    return new AggregateMap(
        "@m", List.of(keys), gathering, MapKind.PERCPU_HASH, OptionalInt.of(entries));
  }

  private static Gathering series(int intervals) {
    return new Gathering.TimeSeries(1_000_000_000, intervals, Combination.SUM, true);
  }

  /** map, type, key bytes, bucket offset, value bytes, flag offset, entries. */
  static Stream<Arguments> maps() {
    return Stream.of(
        // One value: an array, with a flag.
        row(MapScript.state("@m", Type.INT64), MapType.ARRAY, 4, -1, 8, 8, 1),
        row(MapScript.state("@m", UINT8), MapType.ARRAY, 4, -1, 1, 8, 1),
        row(MapScript.state("@m", TEXT), MapType.ARRAY, 4, -1, 24, 24, 1),
        row(MapScript.state("@m", STACK), MapType.ARRAY, 4, -1, 16, 16, 1),
        row(MapScript.gathering("@m", new Gathering.Count()), MapType.PERCPU_ARRAY, 4, -1, 8, 8, 1),
        row(
            MapScript.gathering("@m", new Gathering.Stats(true)),
            MapType.PERCPU_ARRAY,
            4,
            -1,
            16,
            16,
            1),
        row(
            MapScript.gathering("@m", new Gathering.Deviation()),
            MapType.PERCPU_ARRAY,
            4,
            -1,
            32,
            32,
            1),
        // One histogram: an array of its buckets.
        row(
            MapScript.gathering("@m", new Gathering.PowerHistogram(0)),
            MapType.PERCPU_ARRAY,
            4,
            0,
            8,
            8,
            65),
        row(
            MapScript.gathering("@m", new Gathering.PowerHistogram(5)),
            MapType.PERCPU_ARRAY,
            4,
            0,
            8,
            8,
            1889),
        row(
            MapScript.gathering("@m", new Gathering.LinearHistogram(0, 100, 10)),
            MapType.PERCPU_ARRAY,
            4,
            0,
            8,
            8,
            12),
        row(MapScript.gathering("@m", series(10)), MapType.PERCPU_ARRAY, 4, 0, 24, 24, 10),
        // More than anybody fills, or more than it was declared for: a hash.
        row(MapScript.gathering("@m", series(100_000)), MapType.PERCPU_HASH, 4, 0, 24, -1, 4096),
        row(gathering(new Gathering.PowerHistogram(0), 3), MapType.PERCPU_HASH, 4, 0, 8, -1, 3),
        // Keys: a hash.
        row(MapScript.state("@m", Type.INT64, Type.UINT32), MapType.HASH, 4, -1, 8, -1, 4096),
        row(MapScript.state("@m", UINT8, UINT8, Type.UINT64), MapType.HASH, 16, -1, 1, -1, 4096),
        row(MapScript.state("@m", TEXT, TEXT), MapType.HASH, 24, -1, 24, -1, 4096),
        row(state(MapKind.HASH, 5), MapType.HASH, 8, -1, 8, -1, 5),
        row(state(MapKind.LRU_HASH, 5), MapType.LRU_HASH, 8, -1, 8, -1, 5),
        row(
            MapScript.gathering("@m", new Gathering.Count(), STACK, STACK),
            MapType.PERCPU_HASH,
            32,
            -1,
            8,
            -1,
            4096),
        row(
            gathering(new Gathering.Maximum(true), 7, Type.UINT64),
            MapType.PERCPU_HASH,
            8,
            -1,
            16,
            -1,
            7),
        // Keys and buckets: the bucket is the last u32.
        row(
            MapScript.gathering("@m", new Gathering.PowerHistogram(0), UINT8),
            MapType.PERCPU_HASH,
            8,
            4,
            8,
            -1,
            4096),
        row(
            MapScript.gathering("@m", new Gathering.PowerHistogram(0), Type.UINT64, UINT8),
            MapType.PERCPU_HASH,
            16,
            12,
            8,
            -1,
            4096),
        row(
            MapScript.gathering("@m", series(10), Type.UINT64),
            MapType.PERCPU_HASH,
            12,
            8,
            24,
            -1,
            4096));
  }

  private static Arguments row(
      ScriptMap map,
      MapType type,
      int keyBytes,
      int bucketOffset,
      int valueBytes,
      int setOffset,
      int entries) {
    return Arguments.of(map, type, keyBytes, bucketOffset, valueBytes, setOffset, entries);
  }

  @ParameterizedTest
  @MethodSource("maps")
  void laysOutKeysAndValues(
      ScriptMap map,
      MapType type,
      int keyBytes,
      int bucketOffset,
      int valueBytes,
      int setOffset,
      int entries) {
    TraceMap plan = TraceMap.of(map, MapScript.options(4096));
    MapSpec spec = plan.spec();
    MapLayout layout = plan.layout();
    assertThat(spec.type()).isEqualTo(type);
    assertThat(List.of(layout.keyBytes(), layout.bucketOffset(), layout.valueBytes()))
        .containsExactly(keyBytes, bucketOffset, valueBytes);
    assertThat(layout.setOffset()).isEqualTo(setOffset);
    assertThat(spec.maxEntries()).isEqualTo(entries);
    assertThat(spec.keyBytes()).isEqualTo(keyBytes);
    assertThat(spec.valueBytes()).isEqualTo(setOffset < 0 ? valueBytes : setOffset + 8);
    assertThat(layout.perCpu()).isEqualTo(type.perCpu());
    assertThat(layout.bpfMap()).isEqualTo(spec.name()).isEqualTo("at_m");
  }

  @Test
  void allocatesTheUsualAtOnceAndWhatIsLargeAsItComes() {
    CompileOptions options = MapScript.options(4096);
    assertThat(flags(state(MapKind.HASH, 4096), options)).isZero();
    assertThat(flags(MapScript.state("@m", new Type.Text(1024), Type.UINT64), options)).isZero();
    assertThat(flags(state(MapKind.HASH, 1_000_000), options)).isEqualTo(MapSpec.NO_PREALLOC);
    assertThat(flags(gathering(new Gathering.Count(), 4096, Type.UINT64), options)).isZero();
    assertThat(flags(gathering(new Gathering.Count(), 10_000, Type.UINT64), options))
        .isEqualTo(MapSpec.NO_PREALLOC);
    assertThat(flags(state(MapKind.LRU_HASH, 1_000_000), options)).isZero();
  }

  private static int flags(ScriptMap map, CompileOptions options) {
    return TraceMap.of(map, options).spec().flags();
  }

  @Test
  void knowsTheBytesBetweenTheKeysParts() {
    TraceMap plan =
        TraceMap.of(
            MapScript.gathering("@m", new Gathering.PowerHistogram(0), UINT8, Type.UINT64, UINT8),
            MapScript.options(4096));
    assertThat(plan.layout().keyOffsets()).containsExactly(0, 8, 16);
    assertThat(plan.keyGaps())
        .containsExactly(
            new TraceMap.Gap(1, 1),
            new TraceMap.Gap(2, 2),
            new TraceMap.Gap(4, 4),
            new TraceMap.Gap(17, 1),
            new TraceMap.Gap(18, 2));
  }

  @Test
  void namesAMapWithoutAName() {
    StateMap map = MapScript.state("@", Type.INT64);
    assertThat(TraceMap.of(map, MapScript.options(4096)).name()).isEqualTo("at_");
  }
}
