package io.tapline.stream.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.stream.histogram.Histogram;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeriesBlockTest {
  @Test
  void countsKeysBeyondTheLimitUnderOther() {
    SeriesBlock block = new SeriesBlock();
    for (int key = 0; key < 1_000; key++) {
      block.add(key(key), one(key), 10);
    }
    block.add(key(3), one(3), 10);

    assertThat(block.size()).isEqualTo(11);
    assertThat(block.records()).isEqualTo(1_001);
    assertThat(drained(block))
        .containsEntry(SeriesKey.OTHER, 990L)
        .containsEntry(key(3), 2L)
        .doesNotContainKey(key(10));
  }

  @Test
  void handsOutOnlyWhatChangedAndAlwaysTheWhole() {
    SeriesBlock block = new SeriesBlock();
    block.add(key(1), one(1), 10);
    block.add(key(2), one(1), 10);
    drained(block);
    block.add(key(2), one(1), 10);

    assertThat(drained(block)).containsOnly(Map.entry(key(2), 2L));
    assertThat(drained(block)).isEmpty();
  }

  @Test
  void aCopyGoesItsOwnWay() {
    SeriesBlock block = new SeriesBlock();
    block.unit("ns");
    block.add(key(1), one(1), 10);
    SeriesBlock copy = block.copy();
    block.add(key(1), one(1), 10);

    assertThat(copy.records()).isEqualTo(1);
    assertThat(copy.unit()).isEqualTo("ns");
  }

  private static Map<SeriesKey, Long> drained(SeriesBlock block) {
    Map<SeriesKey, Long> counts = new LinkedHashMap<>();
    block.drainDirty((key, histogram) -> counts.put(key, histogram.count()));
    return counts;
  }

  private static SeriesKey key(int number) {
    return new SeriesKey(List.of(Integer.toString(number)));
  }

  private static Histogram one(long value) {
    Histogram histogram = new Histogram();
    histogram.record(value);
    return histogram;
  }
}
