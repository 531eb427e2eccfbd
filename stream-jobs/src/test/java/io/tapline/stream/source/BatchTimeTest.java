package io.tapline.stream.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.stream.testing.Batches;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.junit.jupiter.api.Test;

class BatchTimeTest {
  private static final long NOW = 1_790_000_000_000L;
  private static final long NANOS_PER_MILLI = 1_000_000L;

  private final BatchTime time =
      new BatchTime(Clock.fixed(Instant.ofEpochMilli(NOW), ZoneOffset.UTC));
  private final Batches batches = new Batches("agent", "host", 1);

  @Test
  void aBatchIsAsLateAsItsLatestRow() {
    var batch =
        batches.events(
            0, (NOW - 1_000) * NANOS_PER_MILLI, 100 * NANOS_PER_MILLI, 10, new Random(1));

    assertThat(time.millisOf(new WireRecord.Events(batch))).isEqualTo(NOW - 1_000 + 90);
  }

  @Test
  void aStampFromTheFutureIsHeldBack() {
    var batch = batches.series(0, (NOW + 86_400_000) * NANOS_PER_MILLI, 1, 1, new Random(1));

    assertThat(time.millisOf(new WireRecord.Series(batch))).isEqualTo(NOW + 5_000);
  }

  @Test
  void aPartitionWithoutEventTimeIsIdleAndOneWithItIsTwoSecondsBehind() {
    List<String> said = new ArrayList<>();
    WatermarkOutput output =
        new WatermarkOutput() {
          @Override
          public void emitWatermark(Watermark watermark) {
            said.add("watermark " + watermark.getTimestamp());
          }

          @Override
          public void markIdle() {
            said.add("idle");
          }

          @Override
          public void markActive() {
            said.add("active");
          }
        };
    BatchWatermarks watermarks = new BatchWatermarks();
    WireRecord malformed = new WireRecord.Malformed("here", "why");
    watermarks.onEvent(malformed, time.millisOf(malformed), output);
    watermarks.onPeriodicEmit(output);
    watermarks.onEvent(malformed, 10_000, output);
    watermarks.onEvent(malformed, 9_000, output);
    watermarks.onPeriodicEmit(output);

    assertThat(said).containsExactly("idle", "watermark 7999");
  }
}
