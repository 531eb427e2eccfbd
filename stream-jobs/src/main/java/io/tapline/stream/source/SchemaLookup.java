package io.tapline.stream.source;

import io.tapline.schemas.AvroCodec;
import io.tapline.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads writers' schemas from the schemas topic, when a record's fingerprint is not known. Looks at
 * most once in {@link #PAUSE}, so that a stream of nonsense with ever new fingerprints costs
 * little.
 */
final class SchemaLookup {
  private static final Logger LOG = LoggerFactory.getLogger(SchemaLookup.class);
  private static final Duration PAUSE = Duration.ofSeconds(10);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);

  private final String bootstrap;
  private long notBeforeNanos = System.nanoTime();

  SchemaLookup(String bootstrap) {
    this.bootstrap = bootstrap;
  }

  /** Registers every readable schema of the topic; blocks for at most about 5 s. */
  void loadInto(AvroCodec codec) {
    if (System.nanoTime() - notBeforeNanos < 0) {
      return;
    }
    TopicPartition partition = new TopicPartition(Topics.SCHEMAS.name(), 0);
    try (var consumer = consumer()) {
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      long end = consumer.endOffsets(List.of(partition), TIMEOUT).getOrDefault(partition, 0L);
      long deadline = System.nanoTime() + TIMEOUT.toNanos();
      while (consumer.position(partition, TIMEOUT) < end && System.nanoTime() < deadline) {
        consumer.poll(Duration.ofMillis(100)).forEach(record -> register(codec, record));
      }
    } catch (KafkaException e) {
      LOG.warn("cannot read {} at {}: {}", partition, bootstrap, e.toString());
    }
    notBeforeNanos = System.nanoTime() + PAUSE.toNanos();
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> config =
        Map.of(
            "bootstrap.servers",
            bootstrap,
            "default.api.timeout.ms",
            (int) TimeUnit.SECONDS.toMillis(TIMEOUT.toSeconds()),
            "request.timeout.ms",
            (int) TimeUnit.SECONDS.toMillis(TIMEOUT.toSeconds()));
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private static void register(AvroCodec codec, ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null || record.value().length == 0) {
      return;
    }
    try {
      // A parser remembers names, and two versions of one record share a name: one parser each.
      codec.register(new Schema.Parser().parse(new String(record.value(), StandardCharsets.UTF_8)));
    } catch (AvroRuntimeException e) {
      LOG.warn("no schema at {}@{}: {}", record.topic(), record.offset(), e.toString());
    }
  }
}
