package io.tapline.stream.source;

import io.tapline.schemas.Topics;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;

/** The Kafka source of all four data topics, with event time. */
public final class WireSource {
  /** Consumer group, under which offsets are committed at each checkpoint, for lag monitors. */
  public static final String GROUP = "tapline-mill";

  private WireSource() {}

  /**
   * A source that starts at the oldest record when there is no checkpoint: rows are idempotent, and
   * skipping is the one thing that cannot be put right.
   */
  public static KafkaSource<WireRecord> of(String bootstrap) {
    return KafkaSource.<WireRecord>builder()
        .setBootstrapServers(bootstrap)
        .setTopics(
            Topics.EVENTS.name(), Topics.SERIES.name(), Topics.LEDGER.name(), Topics.STATUS.name())
        .setGroupId(GROUP)
        .setClientIdPrefix(GROUP)
        .setStartingOffsets(OffsetsInitializer.earliest())
        .setDeserializer(new WireDeserializer(bootstrap))
        // Partitions are fixed; asking for new ones every five minutes only makes noise.
        .setProperty("partition.discovery.interval.ms", "-1")
        .setProperty("isolation.level", "read_committed")
        .setProperty("fetch.max.wait.ms", "100")
        // Bounds what one fetch can bring into the heap.
        .setProperty("fetch.max.bytes", Integer.toString(8 << 20))
        .setProperty("max.partition.fetch.bytes", Integer.toString(1 << 20))
        .build();
  }

  /** The watermarks that go with it. */
  public static WatermarkStrategy<WireRecord> watermarks() {
    return BatchWatermarks.strategy();
  }
}
