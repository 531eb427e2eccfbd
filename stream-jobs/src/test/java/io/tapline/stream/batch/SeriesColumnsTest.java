package io.tapline.stream.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapline.schemas.BucketLayout;
import io.tapline.schemas.avro.SeriesBatch;
import io.tapline.stream.testing.Batches;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SeriesColumnsTest {
  private final Batches batches = new Batches("agent", "host", 1);

  @Test
  void keepsCountsAndBucketsOfEverySeries() throws MalformedBatchException {
    SeriesBatch batch = batches.series(0, 5 * Batches.NANOS_PER_SECOND, 7, 40, new Random(2));

    SeriesColumns columns = SeriesColumns.of(batch);

    assertThat(columns.second()).isEqualTo(5);
    assertThat(columns.records()).isEqualTo(280);
    assertThat(columns.block().size()).isEqualTo(7);
    columns
        .block()
        .forEach(
            (key, histogram) -> {
              long inBuckets = 0;
              for (int i = 0; i < histogram.size(); i++) {
                inBuckets += histogram.bucketCount(i);
              }
              assertThat(inBuckets).isEqualTo(histogram.count()).isEqualTo(40);
            });
  }

  @Test
  void aMapWithoutKeyIsOneSeries() throws MalformedBatchException {
    SeriesBatch batch = batches.series(0, 0, 1, 5, new Random(2));
    batch.setKeys(List.of());
    batch.setSums(List.of(123L));

    SeriesColumns columns = SeriesColumns.of(batch);

    columns
        .block()
        .forEach(
            (key, histogram) -> {
              assertThat(key.texts()).isEmpty();
              assertThat(histogram.sum()).isEqualTo(123);
            });
  }

  @Test
  void saysWhatDoesNotFit() {
    assertMalformed(batch -> batch.setSums(List.of(1L)), "sums has 1 entries where 2");
    assertMalformed(batch -> batch.setCounts(List.of(1L, -1L)), "count -1 is negative");
    assertMalformed(batch -> batch.setBucketLengths(List.of(1)), "bucketLengths has 1 entries");
    assertMalformed(
        batch -> batch.setBucketLengths(List.of(Integer.MAX_VALUE, 1)), "overruns buckets");
    assertMalformed(batch -> batch.setBucketLengths(List.of(0, 0)), "buckets has");
    assertMalformed(
        batch -> {
          batch.setBuckets(List.of(BucketLayout.BUCKETS, 1));
          batch.setBucketCounts(List.of(1L, 1L));
          batch.setBucketLengths(List.of(1, 1));
        },
        "bucket 2018");
  }

  private void assertMalformed(Consumer<SeriesBatch> change, String message) {
    SeriesBatch batch = batches.series(0, 0, 2, 5, new Random(2));
    change.accept(batch);
    assertThatThrownBy(() -> SeriesColumns.of(batch))
        .isInstanceOf(MalformedBatchException.class)
        .hasMessageContaining(message);
  }
}
