package io.tapline.stream.source;

import java.time.Clock;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;

/**
 * Watermarks of one partition: the latest batch time, less a bounded out-of-orderness. A partition
 * that carries no event time (ledger, status, or nothing yet) is idle and holds nobody back.
 */
final class BatchWatermarks implements WatermarkGenerator<WireRecord> {
  private static final Duration OUT_OF_ORDERNESS = Duration.ofSeconds(2);
  private static final Duration IDLENESS = Duration.ofSeconds(5);

  private long latestMillis = BatchTime.NONE;

  /** One generator per partition, idle after {@link #IDLENESS} without records. */
  static WatermarkStrategy<WireRecord> strategy() {
    return WatermarkStrategy.<WireRecord>forGenerator(context -> new BatchWatermarks())
        .withTimestampAssigner(
            context -> {
              BatchTime time = new BatchTime(Clock.systemUTC());
              return (record, kafkaMillis) -> time.millisOf(record);
            })
        .withIdleness(IDLENESS);
  }

  @Override
  public void onEvent(WireRecord record, long millis, WatermarkOutput output) {
    latestMillis = Math.max(latestMillis, millis);
  }

  @Override
  public void onPeriodicEmit(WatermarkOutput output) {
    if (latestMillis == BatchTime.NONE) {
      output.markIdle();
    } else {
      output.emitWatermark(new Watermark(latestMillis - OUT_OF_ORDERNESS.toMillis() - 1));
    }
  }
}
