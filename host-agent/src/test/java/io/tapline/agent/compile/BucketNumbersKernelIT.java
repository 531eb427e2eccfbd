package io.tapline.agent.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.agent.script.ir.AggregateMap;
import io.tapline.agent.script.ir.Gathering;
import io.tapline.agent.script.type.Type;
import io.tapline.schemas.BucketLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongToIntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The bucket of every histogram, computed by the kernel and again in Java, at every boundary. */
class BucketNumbersKernelIT {
  private static final String MAP = "@h";

  @BeforeAll
  static void needsPrivileges() {
    TraceKernel.needsPrivileges();
  }

  static Stream<Arguments> histograms() {
    List<Arguments> cases = new ArrayList<>();
    for (int bits = 0; bits <= 5; bits++) {
      int b = bits;
      cases.add(
          Arguments.of(new Gathering.PowerHistogram(bits), (LongToIntFunction) n -> power(n, b)));
    }
    cases.add(
        Arguments.of(
            new Gathering.SignedPowerHistogram(),
            (LongToIntFunction) BucketNumbersKernelIT::signedPower));
    cases.add(
        Arguments.of(
            new Gathering.ExponentialHistogram(), (LongToIntFunction) BucketLayout::bucketOf));
    for (Gathering.LinearHistogram linear :
        List.of(
            new Gathering.LinearHistogram(0, 100, 10),
            new Gathering.LinearHistogram(-7, 100, 9),
            new Gathering.LinearHistogram(1L << 40, (1L << 40) + 99_999_999_999L, 1_000_000_000),
            new Gathering.LinearHistogram(Long.MIN_VALUE, Long.MAX_VALUE, 1L << 55))) {
      cases.add(Arguments.of(linear, (LongToIntFunction) n -> linear(linear, n)));
    }
    for (Gathering.LogLinearHistogram log :
        List.of(
            new Gathering.LogLinearHistogram(10, 0, 6, 20),
            new Gathering.LogLinearHistogram(2, 0, 61, 2),
            new Gathering.LogLinearHistogram(2, 3, 9, 4),
            new Gathering.LogLinearHistogram(7, 1, 5, 3),
            new Gathering.LogLinearHistogram(10, 15, 25, 10),
            new Gathering.LogLinearHistogram(10, 20, 25, 10))) {
      cases.add(Arguments.of(log, (LongToIntFunction) n -> logLinear(log, n)));
    }
    return cases.stream();
  }

  private static int power(long n, int bits) {
    if (n < 0) {
      return 0;
    }
    if (n < 1L << bits) {
      return (int) (1 + n);
    }
    int e = 63 - Long.numberOfLeadingZeros(n);
    return 1 + ((e - bits + 1) << bits) + (int) (n >> (e - bits) & ((1L << bits) - 1));
  }

  private static int signedPower(long n) {
    if (n == 0) {
      return 64;
    }
    int e = 63 - Long.numberOfLeadingZeros(n < 0 ? -n : n);
    return n > 0 ? 65 + e : 63 - e;
  }

  private static int linear(Gathering.LinearHistogram histogram, long n) {
    if (n < histogram.least()) {
      return 0;
    }
    long reach = n >= histogram.most() ? histogram.most() : n;
    return (int) (1 + Long.divideUnsigned(reach - histogram.least(), histogram.step()));
  }

  private static int logLinear(Gathering.LogLinearHistogram histogram, long n) {
    return (int) histogram.bounds().stream().filter(bound -> bound <= n).count();
  }

  /** Neighbours of powers of two and ten and of the bounds, both signs, and others by chance. */
  private static List<Long> numbers(Gathering gathering) {
    TreeSet<Long> numbers = new TreeSet<>();
    for (int k = 0; k < Long.SIZE; k++) {
      addNear(numbers, 1L << k);
      addNear(numbers, 3L << k);
    }
    for (long ten = 1; ten > 0 && ten < Long.MAX_VALUE / 10; ten *= 10) {
      addNear(numbers, ten);
    }
    if (gathering instanceof Gathering.LinearHistogram linear) {
      for (long i = 0;
          i < 1 + Long.divideUnsigned(linear.most() - linear.least(), linear.step());
          i++) {
        addNear(numbers, linear.least() + i * linear.step());
      }
      addNear(numbers, linear.most());
    } else if (gathering instanceof Gathering.LogLinearHistogram log) {
      log.bounds().forEach(bound -> addNear(numbers, bound));
    }
    new Random(71).longs(300).forEach(n -> numbers.add(n >> (int) (n & 63)));
    return List.copyOf(numbers);
  }

  private static void addNear(Set<Long> numbers, long n) {
    for (long near = -1; near <= 1; near++) {
      numbers.add(n + near);
      numbers.add(-(n + near));
    }
  }

  /** What is other than expected; whole maps of a thousand numbers help nobody. */
  private static <K, V> List<String> differences(Map<K, V> found, Map<K, V> expected) {
    TreeSet<K> keys = new TreeSet<>(expected.keySet());
    keys.addAll(found.keySet());
    return keys.stream()
        .filter(key -> !Objects.equals(found.get(key), expected.get(key)))
        .map(key -> key + ": " + found.get(key) + ", not " + expected.get(key))
        .limit(20)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("histograms")
  void countsANumberInItsBucket(Gathering gathering, LongToIntFunction reference) {
    AggregateMap map = MapScript.gathering(MAP, gathering);
    Map<Integer, Long> expected = new TreeMap<>();
    Map<Integer, Long> found = new TreeMap<>();
    try (TraceKernel kernel =
        new MapScript().map(map).action(MapScript.gather(map, MapScript.argument(0))).load()) {
      for (long n : numbers(gathering)) {
        expected.merge(reference.applyAsInt(n), 1L, Long::sum);
        kernel.run(n);
      }
      for (TraceKernel.Entry entry : kernel.entries(MAP)) {
        found.put(entry.key().getInt(0), entry.sum(0));
      }
    }
    assertThat(differences(found, expected)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("histograms")
  void putsTheBucketBehindTheKey(Gathering gathering, LongToIntFunction reference) {
    AggregateMap map = MapScript.gathering(MAP, gathering, Type.UINT64);
    Map<Long, Integer> expected = new TreeMap<>();
    Map<Long, Integer> found = new TreeMap<>();
    try (TraceKernel kernel =
        new MapScript()
            .options(MapScript.options(16_384))
            .map(map)
            .action(MapScript.gather(map, MapScript.argument(0), MapScript.argument(0)))
            .load()) {
      for (long n : numbers(gathering)) {
        expected.put(n, reference.applyAsInt(n));
        kernel.run(n);
      }
      for (TraceKernel.Entry entry : kernel.entries(MAP)) {
        found.put(entry.key().getLong(0), entry.key().getInt(8));
        assertThat(entry.sum(0)).isEqualTo(1);
      }
    }
    assertThat(differences(found, expected)).isEmpty();
  }
}
