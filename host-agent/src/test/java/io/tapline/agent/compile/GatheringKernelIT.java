package io.tapline.agent.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.AggregateMap;
import io.tapline.agent.script.ir.Gathering;
import io.tapline.agent.script.ir.Gathering.Combination;
import io.tapline.agent.script.ir.StateMap;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What gatherings that are no histograms come to, over CPUs and keys, by Java's arithmetic too. */
class GatheringKernelIT {
  private static final StateMap READ = MapScript.state("@read", Type.INT64);

  @BeforeAll
  static void needsPrivileges() {
    TraceKernel.needsPrivileges();
  }

  /** Each with what it comes to as one number. */
  static Stream<Arguments> numbers() {
    return Stream.of(
        numbered(new Gathering.Count(), n -> (long) n.size()),
        numbered(new Gathering.Sum(true), GatheringKernelIT::sum),
        numbered(new Gathering.Sum(false), GatheringKernelIT::sum),
        numbered(new Gathering.Minimum(true), n -> n.stream().min(Long::compare).orElseThrow()),
        numbered(
            new Gathering.Minimum(false), n -> n.stream().min(Long::compareUnsigned).orElseThrow()),
        numbered(new Gathering.Maximum(true), n -> n.stream().max(Long::compare).orElseThrow()),
        numbered(
            new Gathering.Maximum(false), n -> n.stream().max(Long::compareUnsigned).orElseThrow()),
        numbered(new Gathering.Average(true), n -> sum(n) / n.size()),
        numbered(new Gathering.Average(false), n -> Long.divideUnsigned(sum(n), n.size())),
        numbered(new Gathering.Stats(true), n -> sum(n) / n.size()));
  }

  private static Arguments numbered(Gathering gathering, Function<List<Long>, Long> reference) {
    return Arguments.of(gathering, reference);
  }

  private static long sum(List<Long> numbers) {
    return numbers.stream().mapToLong(n -> n).sum();
  }

  /** Small and large, of both signs, zero, and the ends. */
  private static List<Long> values(int seed) {
    List<Long> values = new ArrayList<>(List.of(0L, 1L, -1L));
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      values.add(random.nextLong() >> random.nextInt(64));
    }
    if (seed % 2 == 0) {
      values.addAll(List.of(Long.MIN_VALUE, Long.MAX_VALUE, 0L));
    }
    return values;
  }

  private static Value read(AggregateMap map, Value... keys) {
    return new Value.AggregateRead(map, List.of(keys), Type.INT64, MapScript.RANGE);
  }

  /** Gathers argument 1; where argument 0 is 99, the number so far goes to @read. */
  private static MapScript script(AggregateMap map, Value... keys) {
    Action gather =
        new Action.Aggregate(
            map,
            List.of(keys),
            map.gathering() instanceof Gathering.Count
                ? Optional.empty()
                : Optional.of(MapScript.argument(1)),
            MapScript.RANGE);
    return new MapScript()
        .map(map)
        .map(READ)
        .action(
            new Action.If(
                new Value.Comparison(
                    Value.Comparison.Operator.EQUAL,
                    false,
                    MapScript.argument(0),
                    MapScript.number(99)),
                List.of(MapScript.set(READ, read(map, keys))),
                List.of(gather),
                MapScript.RANGE));
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void comesToOneNumberOverCpus(Gathering gathering, Function<List<Long>, Long> reference) {
    AggregateMap map = MapScript.gathering("@g", gathering);
    for (int seed = 1; seed <= 4; seed++) {
      List<Long> seen = new ArrayList<>();
      try (TraceKernel kernel = script(map).load()) {
        for (long value : values(seed)) {
          kernel.runOn(kernel.cpus().get(seen.size() % kernel.cpus().size()), 0, value);
          seen.add(value);
          if (seen.size() % 50 == 1) {
            assertThat(number(kernel)).as("after " + seen.size()).isEqualTo(reference.apply(seen));
          }
        }
        assertThat(number(kernel)).isEqualTo(reference.apply(seen));
      }
    }
  }

  private static long number(TraceKernel kernel) {
    kernel.run(99);
    return kernel.entry("@read").values().get(0).getLong(0);
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void keepsKeysApart(Gathering gathering, Function<List<Long>, Long> reference) {
    AggregateMap map = MapScript.gathering("@g", gathering, Type.UINT32, Type.UINT64);
    Value[] keys = {new Value.Convert(MapScript.argument(2), Type.UINT32), MapScript.argument(3)};
    Map<Long, List<Long>> seen = new HashMap<>();
    try (TraceKernel kernel = script(map, keys).load()) {
      int i = 0;
      for (long value : values(7)) {
        long key = i++ % 5;
        kernel.run(0, value, key, -key);
        seen.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
      }
      seen.forEach(
          (key, values) -> {
            kernel.run(99, 0, key, -key);
            assertThat(kernel.entry("@read").values().get(0).getLong(0))
                .isEqualTo(reference.apply(values));
          });
      assertThat(kernel.entries("@g")).hasSize(5);
    }
  }

  @ParameterizedTest
  @MethodSource("numbers")
  void isZeroAndToldWhereNothingWasGathered(Gathering gathering) {
    for (AggregateMap map :
        List.of(
            MapScript.gathering("@g", gathering),
            MapScript.gathering("@g", gathering, Type.UINT64))) {
      Value[] keys = map.keys().isEmpty() ? new Value[0] : new Value[] {MapScript.argument(2)};
      try (TraceKernel kernel = script(map, keys).load()) {
        kernel.run(99, 0, 5);
        assertThat(kernel.entry("@read").values().get(0).getLong(0)).isZero();
        assertThat(kernel.entries("@g")).isEmpty();
        List<TraceKernel.Sent> told = kernel.sent();
        assertThat(told).hasSize(1);
        assertThat(told.get(0).layout().message().toString())
            .contains("map_lookup_percpu_elem", MapScript.RANGE.toString());
        assertThat(told.get(0).record().getInt(told.get(0).offset(0))).isZero();
      }
    }
  }

  @Test
  void addsSquaresIn128Bits() {
    AggregateMap map = MapScript.gathering("@g", new Gathering.Deviation());
    BigInteger squares = BigInteger.ZERO;
    List<Long> seen = values(2);
    try (TraceKernel kernel =
        new MapScript().map(map).action(MapScript.gather(map, MapScript.argument(1))).load()) {
      for (int i = 0; i < seen.size(); i++) {
        squares = squares.add(BigInteger.valueOf(seen.get(i)).pow(2));
        kernel.runOn(kernel.cpus().get(i % kernel.cpus().size()), 0, seen.get(i));
      }
      TraceKernel.Entry entry = kernel.entry("@g");
      BigInteger found = BigInteger.ZERO;
      for (ByteBuffer cpu : entry.values()) {
        found =
            found
                .add(new BigInteger(Long.toUnsignedString(cpu.getLong(16))))
                .add(new BigInteger(Long.toUnsignedString(cpu.getLong(24))).shiftLeft(64));
      }
      assertThat(entry.sum(0)).isEqualTo(sum(seen));
      assertThat(entry.sum(8)).isEqualTo(seen.size());
      assertThat(found).isEqualTo(squares);
    }
  }

  @ParameterizedTest
  @EnumSource(Combination.class)
  void combinesWhatComesInOneInterval(Combination combination) {
    // 25 years: the test is over before the interval is.
    long interval = 25L * 365 * 24 * 3600 * 1_000_000_000L;
    AggregateMap map =
        MapScript.gathering("@t", new Gathering.TimeSeries(interval, 10, combination, true));
    List<Long> seen = List.of(5L, -7L, 100L, 0L, 3L);
    try (TraceKernel kernel =
        new MapScript().map(map).action(MapScript.gather(map, MapScript.argument(1))).load()) {
      seen.forEach(value -> kernel.runOn(0, 0, value));
      TraceKernel.Entry entry = kernel.entry("@t");
      assertThat(entry.key().getInt(0)).isZero();
      ByteBuffer value = entry.values().get(0);
      assertThat(value.getLong(0)).isZero();
      assertThat(value.getLong(8))
          .isEqualTo(
              switch (combination) {
                case LAST -> 3L;
                case MINIMUM -> -7L;
                case MAXIMUM -> 100L;
                case SUM, AVERAGE -> 101L;
              });
      switch (combination) {
        case LAST -> assertThat(value.getLong(16)).isPositive();
        case AVERAGE -> assertThat(value.getLong(16)).isEqualTo(seen.size());
        default -> assertThat(value.getLong(16)).isEqualTo(1);
      }
    }
  }

  @Test
  void beginsABucketAnewWithItsNextInterval() throws Exception {
    long interval = 20_000_000;
    AggregateMap map =
        MapScript.gathering("@t", new Gathering.TimeSeries(interval, 2, Combination.SUM, true));
    try (TraceKernel kernel =
        new MapScript().map(map).action(MapScript.gather(map, MapScript.argument(1))).load()) {
      long until = System.nanoTime() + 10 * interval;
      long runs = 0;
      while (System.nanoTime() < until) {
        kernel.runOn(0, 0, 1);
        runs++;
      }
      List<TraceKernel.Entry> entries = kernel.entries("@t");
      assertThat(entries).hasSize(2);
      long first = entries.get(0).values().get(0).getLong(0);
      long second = entries.get(1).values().get(0).getLong(0);
      // Neighbours, unless this process was kept waiting for longer than an interval.
      assertThat(Math.abs(first - second) % 2).isEqualTo(1);
      assertThat(first % 2).isEqualTo(entries.get(0).key().getInt(0));
      long kept = entries.get(0).sum(8) + entries.get(1).sum(8);
      assertThat(kept).isPositive().isLessThan(runs);
    }
  }

  @Test
  void countsInCalendarIntervalsByTheClockThatTheHostSets() throws Exception {
    AggregateMap map =
        MapScript.gathering(
            "@t", new Gathering.TimeSeries(1_000_000_000, 10, Combination.LAST, true));
    try (TraceKernel kernel =
        new MapScript().map(map).action(MapScript.gather(map, MapScript.argument(1))).load()) {
      ByteBuffer ahead = kernel.map(CompiledScript.WALL_CLOCK).newValue();
      ahead.putLong(0, 1_000_000_000_000_000_000L);
      kernel
          .map(CompiledScript.WALL_CLOCK)
          .update(kernel.map(CompiledScript.WALL_CLOCK).newKey(), ahead);
      kernel.run(0, 1);
      long interval =
          kernel.entry("@t").values().stream().mapToLong(v -> v.getLong(0)).max().orElseThrow();
      assertThat(interval).isBetween(1_000_000_000L, 1_100_000_000L);
    }
  }
}
