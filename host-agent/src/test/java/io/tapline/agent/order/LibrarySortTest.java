package io.tapline.agent.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LibrarySortTest {
  @Test
  void sorts() {
    Random random = new Random(5);
    for (int size = 0; size < 300; size++) {
      long[] values = random.longs(size, 0, 1 + size / 3 * 2).toArray();
      int[] order = LibrarySort.sorted(size, (a, b) -> values[a] < values[b]);
      long[] sorted = Arrays.stream(order).mapToLong(i -> values[i]).toArray();
      Arrays.sort(values);
      assertThat(sorted).isEqualTo(values);
    }
  }

  @Test
  void leavesEqualsAsGnusLibraryDoes() {
    // std::sort of 40 equal elements, libstdc++ of GCC 12.
    assertThat(LibrarySort.sorted(40, (a, b) -> false))
        .startsWith(30, 21, 22, 23, 24, 25, 26, 27, 28, 29, 20, 31)
        .endsWith(0, 11, 12, 13, 14, 15, 16, 17, 18, 19);
    assertThat(LibrarySort.sorted(16, (a, b) -> false)).isSorted();
  }

  @Test
  void sortsWhatIsMadeToBeSlow() {
    int size = 200_000;
    int[] order = LibrarySort.sorted(size, (a, b) -> (a ^ 1) % 1000 < (b ^ 1) % 1000);
    for (int i = 1; i < size; i++) {
      assertThat((order[i - 1] ^ 1) % 1000).isLessThanOrEqualTo((order[i] ^ 1) % 1000);
    }
  }
}
