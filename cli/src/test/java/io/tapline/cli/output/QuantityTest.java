package io.tapline.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class QuantityTest {
  @Test
  void timesHaveThreeDigitsAndAUnit() {
    assertThat(Quantity.nanos(950)).isEqualTo("950 ns");
    assertThat(Quantity.nanos(1_250_000)).isEqualTo("1.25 ms");
    assertThat(Quantity.nanos(83_400_000_000d)).isEqualTo("83.4 s");
  }

  @Test
  void countsAreExactBelowTenThousand() {
    assertThat(Quantity.count(9_999)).isEqualTo("9999");
    assertThat(Quantity.count(12_345)).isEqualTo("12.3k");
    assertThat(Quantity.count(2.5)).isEqualTo("2.50");
  }

  @Test
  void bytesCountBy1024() {
    assertThat(Quantity.of(1536, "bytes")).isEqualTo("1.50 KiB");
  }
}
