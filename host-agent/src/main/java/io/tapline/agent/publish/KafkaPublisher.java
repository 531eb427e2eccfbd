package io.tapline.agent.publish;

import io.tapline.agent.event.EventBatch;
import io.tapline.agent.event.SeriesBatch;
import io.tapline.schemas.AvroCodec;
import io.tapline.schemas.Topics;
import io.tapline.schemas.avro.AgentStatus;
import io.tapline.schemas.avro.LedgerEntry;
import io.tapline.schemas.avro.TapsetState;
import io.tapline.schemas.avro.TapsetStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.Schema;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes to Kafka: idempotent, acks=all, zstd, one record per batch, keyed by agent.
 *
 * <p>Bounded by {@link #BUFFER_BYTES}: with Kafka away, batches wait in the producer until it comes
 * back or {@link #DELIVERY_LIMIT} has passed; when the buffer is full, new batches are refused and
 * counted, never silently.
 */
public final class KafkaPublisher implements EventPublisher {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaPublisher.class);

  /**
   * What may wait for Kafka, bytes before compression. The producer's own buffer is larger, so that
   * a send never blocks on it.
   */
  static final long BUFFER_BYTES = 12L << 20;

  private static final long PRODUCER_BUFFER_BYTES = 20L << 20;

  /** How long a batch may wait for Kafka before it is given up. */
  static final Duration DELIVERY_LIMIT = Duration.ofMinutes(10);

  private final AgentIdentity identity;
  private final AvroBatchEncoder batches;
  private final AvroCodec codec = new AvroCodec();
  private final Producer<byte[], byte[]> producer;
  private final byte[] key;
  private final Map<String, Counts> counts = new ConcurrentHashMap<>();
  private final AtomicLong onTheirWay = new AtomicLong();
  private final AtomicLong waitingBytes = new AtomicLong();

  private KafkaPublisher(AgentIdentity identity, Producer<byte[], byte[]> producer) {
    this.identity = identity;
    this.batches = new AvroBatchEncoder(identity);
    this.producer = producer;
    this.key = identity.agent().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Connects, publishes this build's schemas, and warms the data topics up.
   *
   * <p>The warm-up is one acknowledged record without a value on each data topic: an idempotent
   * producer's first records on a topic that was just created can be lost (KAFKA-15591), and one
   * that carries nothing can be lost in peace. Readers skip records without a value.
   *
   * @param limit how long to wait for Kafka
   * @throws PublishException when Kafka cannot be reached or a topic is missing, saying which
   */
  public static KafkaPublisher connect(String bootstrap, AgentIdentity identity, Duration limit)
      throws PublishException {
    KafkaPublisher publisher;
    try {
      publisher = new KafkaPublisher(identity, producer(bootstrap, limit));
    } catch (KafkaException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new PublishException("connect to Kafka at " + bootstrap + ": " + cause.getMessage(), e);
    }
    try {
      for (Schema schema : AvroCodec.SCHEMAS) {
        publisher.sendNow(
            Topics.SCHEMAS,
            AvroCodec.topicKey(schema).getBytes(StandardCharsets.UTF_8),
            schema.toString().getBytes(StandardCharsets.UTF_8),
            limit);
      }
      for (Topics.Topic topic : List.of(Topics.EVENTS, Topics.SERIES, Topics.LEDGER)) {
        publisher.sendNow(topic, publisher.key, new byte[0], limit);
      }
    } catch (PublishException e) {
      publisher.producer.close(Duration.ZERO);
      throw e;
    }
    return publisher;
  }

  private static Producer<byte[], byte[]> producer(String bootstrap, Duration limit) {
    Properties properties = new Properties();
    properties.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap);
    properties.put(ProducerConfig.CLIENT_ID_CONFIG, "tapline-agent");
    properties.put(ProducerConfig.ACKS_CONFIG, "all");
    properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
    properties.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
    properties.put(ProducerConfig.LINGER_MS_CONFIG, "5");
    properties.put(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(128 << 10));
    properties.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Long.toString(PRODUCER_BUFFER_BYTES));
    properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(4 << 20));
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.toString(limit.toMillis()));
    properties.put(
        ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Long.toString(DELIVERY_LIMIT.toMillis()));
    properties.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "1000");
    // With all brokers away, Kafka 4's "rebootstrap" forgets the topics, and each send then blocks
    // for max.block.ms on the agent's one busy thread. The old way keeps them, and batches wait
    // in order.
    properties.put(CommonClientConfigs.METADATA_RECOVERY_STRATEGY_CONFIG, "none");
    return new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  private void sendNow(Topics.Topic topic, byte[] recordKey, byte[] value, Duration limit)
      throws PublishException {
    String what = "send to Kafka's topic " + topic.name() + ": ";
    try {
      producer
          .send(new ProducerRecord<>(topic.name(), recordKey, value))
          .get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new PublishException(what + e.getCause().getMessage(), e);
    } catch (TimeoutException e) {
      throw new PublishException(what + "no answer within " + limit.toSeconds() + " s", e);
    } catch (KafkaException e) {
      throw new PublishException(what + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PublishException(what + "interrupted", e);
    }
  }

  @Override
  public boolean publish(EventBatch batch) {
    return send(Topics.EVENTS, batch.tapset(), batch.rows(), batches.encode(batch));
  }

  @Override
  public boolean publish(SeriesBatch batch) {
    return send(Topics.SERIES, batch.tapset(), batch.records(), batches.encode(batch));
  }

  @Override
  public boolean publish(LedgerSnapshot snapshot) {
    Delivery delivery = snapshot.delivery();
    LedgerEntry entry =
        LedgerEntry.newBuilder()
            .setAgent(identity.agent())
            .setHost(identity.host())
            .setBoot(identity.boot())
            .setTapset(snapshot.tapset())
            .setSequence(snapshot.sequence())
            .setTimeNanos(snapshot.timeNanos())
            .setClosed(snapshot.closed())
            .setHits(snapshot.hits())
            .setFiltered(snapshot.filtered())
            .setCaptured(snapshot.captured())
            .setPending(snapshot.pending())
            .setHanded(delivery.handed())
            .setAcked(delivery.acked())
            .setFailed(delivery.failed())
            .setDropped(snapshot.dropped())
            .setDiscarded(snapshot.discarded())
            .setUnseen(snapshot.unseen())
            .setSeconds(new ArrayList<>(snapshot.seconds().keySet()))
            .setSecondCounts(new ArrayList<>(snapshot.seconds().values()))
            .build();
    return send(Topics.LEDGER, "", 0, codec.encode(entry));
  }

  @Override
  public void publish(StatusSnapshot status) {
    AgentStatus record =
        AgentStatus.newBuilder()
            .setAgent(identity.agent())
            .setHost(identity.host())
            .setBoot(identity.boot())
            .setTimeNanos(status.timeNanos())
            .setKernel(status.kernel())
            .setCpus(status.cpus())
            .setRssBytes(status.rssBytes())
            .setCpuNanos(status.cpuNanos())
            .setStopping(status.stopping())
            .setTapsets(
                status.tapsets().stream()
                    .map(
                        t ->
                            TapsetStatus.newBuilder()
                                .setTapset(t.tapset())
                                .setState(TapsetState.valueOf(t.state().name()))
                                .setDetail(t.detail())
                                .setProbes(t.probes())
                                .build())
                    .toList())
            .build();
    send(Topics.STATUS, "", 0, codec.encode(record));
  }

  private boolean send(Topics.Topic topic, String tapset, long records, byte[] value) {
    Counts count = counts.computeIfAbsent(tapset, unused -> new Counts());
    if (waitingBytes.get() + value.length > BUFFER_BYTES) {
      count.report("queue for Kafka is full, " + records + " records given up", "");
      return false;
    }
    count.handed.addAndGet(records);
    onTheirWay.incrementAndGet();
    waitingBytes.addAndGet(value.length);
    try {
      // The callback counts what becomes of it, and is called whether or not it fails.
      Future<RecordMetadata> unused =
          producer.send(
              new ProducerRecord<>(topic.name(), key, value),
              (metadata, error) -> settle(count, topic, records, value.length, error));
    } catch (KafkaException e) {
      settle(count, topic, records, value.length, e);
    }
    return true;
  }

  private void settle(
      Counts count, Topics.Topic topic, long records, int bytes, @Nullable Exception error) {
    if (error == null) {
      count.acked.addAndGet(records);
    } else {
      count.failed.addAndGet(records);
      count.report(
          "send to " + topic.name() + ", " + records + " records given up",
          String.valueOf(error.getMessage()));
    }
    waitingBytes.addAndGet(-bytes);
    onTheirWay.decrementAndGet();
  }

  @Override
  public Delivery delivery(String tapset) {
    Counts count = counts.get(tapset);
    return count == null
        ? new Delivery(0, 0, 0)
        : new Delivery(count.handed.get(), count.acked.get(), count.failed.get());
  }

  @Override
  public boolean flush(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    Thread flusher = new Thread(producer::flush, "flush");
    flusher.setDaemon(true);
    flusher.start();
    try {
      flusher.join(Math.max(1, limit.toMillis()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return onTheirWay.get() == 0 && System.nanoTime() <= deadline;
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(2));
  }

  /** One tapset's records; a repeated fault is logged when it first comes and each 1000th time. */
  private static final class Counts {
    private final AtomicLong handed = new AtomicLong();
    private final AtomicLong acked = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong faults = new AtomicLong();

    private void report(String what, String why) {
      long fault = faults.getAndIncrement();
      if (fault % 1000 == 0) {
        LOG.warn("{}: {} (fault number {})", what, why, fault + 1);
      }
    }
  }
}
