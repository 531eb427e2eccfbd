package io.tapline.agent.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapline.schemas.BucketLayout;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The kernel's bucket of a value is Java's. */
class BucketKernelIT {
  @BeforeAll
  static void needsBpf() {
    String missing = TestKernel.missingCapability();
    assumeTrue(missing.isEmpty(), "needs " + missing);
  }

  @Test
  void agreesWithBucketLayoutAtEveryEdge() {
    CompiledScript script =
        Scripts.compiled("bucket.bt", "rawtracepoint:any { @h[arg0] = hist(arg0); }");
    Map<Long, Integer> expected = new TreeMap<>();
    for (long value : edges()) {
      expected.put(value, BucketLayout.bucketOf(value));
    }
    Map<Long, Integer> found = new TreeMap<>();
    try (TestKernel kernel = new TestKernel(script)) {
      expected.keySet().forEach(value -> kernel.run(0, value));
      kernel
          .entries("sum0_h")
          .forEach(
              (key, value) -> {
                found.put(key.getLong(0), key.getInt(8));
                assertThat(value.getLong(0)).isEqualTo(1);
              });
    }
    assertThat(expected).hasSizeGreaterThan(6_000);
    assertThat(found).isEqualTo(expected);
  }

  /** Every bucket's ends and their neighbours, powers of two, signs, and a thousand others. */
  private static Set<Long> edges() {
    Set<Long> values = new TreeSet<>();
    for (int bucket = 0; bucket < BucketLayout.BUCKETS; bucket++) {
      long end = (long) BucketLayout.upperBound(bucket);
      for (long near = -1; near <= 1; near++) {
        values.add(end + near);
      }
    }
    for (int k = 0; k < Long.SIZE; k++) {
      values.add(1L << k);
    }
    values.add(Long.MIN_VALUE);
    values.add(Long.MAX_VALUE);
    new Random(17).longs(1_000).forEach(values::add);
    return values;
  }
}
