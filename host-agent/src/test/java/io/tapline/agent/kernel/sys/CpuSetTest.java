package io.tapline.agent.kernel.sys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class CpuSetTest {
  @Test
  void readsRangesAndSingles() throws IOException {
    assertThat(CpuSet.parse("0-2,5,8-9\n")).containsExactly(0, 1, 2, 5, 8, 9);
    assertThat(CpuSet.parse("0\n")).containsExactly(0);
  }

  @Test
  void namesTheRangeItCannotRead() {
    assertThatThrownBy(() -> CpuSet.parse("0-x")).hasMessageContaining("range=0-x");
  }
}
