package io.tapline.stream.standalone;

import io.tapline.schemas.Topics;
import io.tapline.schemas.Topics.Topic;
import io.tapline.stream.source.WireSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until the job has read all that Kafka holds: the offsets that each checkpoint commits have
 * reached the ends that the partitions have now.
 *
 * <p>Flink's Kafka reader commits only when its poll returns, and an idle poll takes 10 s
 * (KafkaPartitionSplitReader.POLL_TIMEOUT, connector 5.0.0). So every partition is sent an empty
 * record, which all consumers of the wire pass over, and the poll returns at once.
 */
final class CatchUp {
  private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration REQUEST_TIMEOUT = Duration.ofSeconds(5);
  private static final long POLL_MILLIS = 100;
  private static final byte[] WAKE_KEY = "wake".getBytes(StandardCharsets.UTF_8);
  private static final byte[] EMPTY = {};

  private final String bootstrap;

  CatchUp(String bootstrap) {
    this.bootstrap = bootstrap;
  }

  /**
   * Checkpoints until caught up; gives up, with a warning, when Kafka or the job does not answer.
   */
  void await(Runnable checkpoint) {
    int timeoutMillis = (int) REQUEST_TIMEOUT.toMillis();
    Map<String, Object> reading =
        Map.of(
            "bootstrap.servers",
            bootstrap,
            "default.api.timeout.ms",
            timeoutMillis,
            "request.timeout.ms",
            timeoutMillis);
    Map<String, Object> sending =
        Map.of(
            "bootstrap.servers",
            bootstrap,
            "max.block.ms",
            timeoutMillis,
            "linger.ms",
            0,
            "request.timeout.ms",
            timeoutMillis,
            "delivery.timeout.ms",
            timeoutMillis);
    try (Admin admin = Admin.create(reading);
        var producer =
            new KafkaProducer<>(sending, new ByteArraySerializer(), new ByteArraySerializer())) {
      Map<TopicPartition, Long> ends = ends(admin);
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      while (true) {
        checkpoint.run();
        wakeReaders(producer);
        // The commit follows the checkpoint by an instant.
        TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        long behind = behind(admin, ends);
        if (behind == 0) {
          return;
        }
        if (System.nanoTime() > deadline) {
          LOG.warn("stops {} records behind Kafka; the next start goes on there", behind);
          return;
        }
      }
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      LOG.warn("stops without having caught up: {}", Causes.shortest(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void wakeReaders(KafkaProducer<byte[], byte[]> producer) {
    for (TopicPartition to : partitions()) {
      // Compacted topics want a key.
      producer.send(new ProducerRecord<>(to.topic(), to.partition(), WAKE_KEY, EMPTY));
    }
    producer.flush();
  }

  private static List<TopicPartition> partitions() {
    List<TopicPartition> partitions = new ArrayList<>();
    for (Topic topic : List.of(Topics.EVENTS, Topics.SERIES, Topics.LEDGER, Topics.STATUS)) {
      for (int partition = 0; partition < topic.partitions(); partition++) {
        partitions.add(new TopicPartition(topic.name(), partition));
      }
    }
    return partitions;
  }

  private static Map<TopicPartition, Long> ends(Admin admin)
      throws ExecutionException, InterruptedException, TimeoutException {
    Map<TopicPartition, OffsetSpec> wanted = new HashMap<>();
    for (TopicPartition partition : partitions()) {
      wanted.put(partition, OffsetSpec.latest());
    }
    Map<TopicPartition, Long> ends = new HashMap<>();
    admin
        .listOffsets(wanted)
        .all()
        .get(REQUEST_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
        .forEach((partition, result) -> ends.put(partition, result.offset()));
    return ends;
  }

  private static long behind(Admin admin, Map<TopicPartition, Long> ends)
      throws ExecutionException, InterruptedException, TimeoutException {
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin
            .listConsumerGroupOffsets(WireSource.GROUP)
            .partitionsToOffsetAndMetadata()
            .get(REQUEST_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    long behind = 0;
    for (Map.Entry<TopicPartition, Long> end : ends.entrySet()) {
      OffsetAndMetadata at = committed.get(end.getKey());
      behind += Math.max(0, end.getValue() - (at == null ? 0 : at.offset()));
    }
    return behind;
  }
}
