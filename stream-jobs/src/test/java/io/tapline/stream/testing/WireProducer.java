package io.tapline.stream.testing;

import io.tapline.schemas.AvroCodec;
import io.tapline.schemas.Topics.Topic;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Sends records as an agent does; {@link #flush} returns when all are acknowledged. */
public final class WireProducer implements AutoCloseable {
  private final AvroCodec codec = new AvroCodec();
  private final KafkaProducer<byte[], byte[]> producer;

  public WireProducer(String bootstrap) {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrap, "compression.type", "zstd", "acks", "all"),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  public void send(Topic topic, String agent, SpecificRecord record) {
    sendBytes(topic, agent, codec.encode(record));
  }

  public void sendBytes(Topic topic, String agent, byte[] value) {
    Future<RecordMetadata> unused =
        producer.send(
            new ProducerRecord<>(topic.name(), agent.getBytes(StandardCharsets.UTF_8), value));
  }

  public void flush() {
    producer.flush();
  }

  @Override
  public void close() {
    producer.close();
  }
}
