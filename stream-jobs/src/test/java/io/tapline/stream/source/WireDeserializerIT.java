package io.tapline.stream.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.schemas.AvroCodec;
import io.tapline.schemas.Topics;
import io.tapline.schemas.Topics.Topic;
import io.tapline.schemas.avro.EventBatch;
import io.tapline.stream.standalone.EmbeddedBroker;
import io.tapline.stream.testing.Batches;
import io.tapline.stream.testing.WireProducer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Foreign bytes, old and new schemas; the latter need a broker with a schemas topic. */
class WireDeserializerIT {
  private static final byte[] GOOD =
      new AvroCodec().encode(new Batches("a", "h", 1).events(0, 0, 1_000, 10, new Random(1)));

  @TempDir Path folder;

  @Test
  void readsARecordWhoseSchemaOnlyTheTopicKnows() throws Exception {
    Schema newer = withExtraField(EventBatch.getClassSchema());
    byte[] bytes = encode(newer);
    try (EmbeddedBroker broker = EmbeddedBroker.startAnywhere(folder.resolve("kafka"))) {
      WireDeserializer deserializer = opened(broker.bootstrap());
      assertThat(decode(deserializer, Topics.EVENTS, bytes))
          .singleElement()
          .isInstanceOfSatisfying(
              WireRecord.Malformed.class,
              malformed ->
                  assertThat(malformed.reason())
                      .isEqualTo("unknown schema fingerprint " + AvroCodec.topicKey(newer)));

      try (WireProducer producer = new WireProducer(broker.bootstrap())) {
        producer.sendBytes(Topics.SCHEMAS, "nonsense", "{".getBytes(StandardCharsets.UTF_8));
        producer.sendBytes(
            Topics.SCHEMAS,
            AvroCodec.topicKey(newer),
            newer.toString().getBytes(StandardCharsets.UTF_8));
      }
      assertThat(decode(opened(broker.bootstrap()), Topics.EVENTS, bytes))
          .singleElement()
          .isInstanceOfSatisfying(
              WireRecord.Events.class,
              events -> assertThat(events.batch().getTapset()).isEqualTo("io"));
    }
  }

  @Test
  void passesOverWarmUpRecords() {
    WireDeserializer deserializer = opened("127.0.0.1:1");

    assertThat(decode(deserializer, Topics.EVENTS, new byte[0])).isEmpty();
    assertThat(decode(deserializer, Topics.EVENTS, null)).isEmpty();
  }

  @Test
  void saysOfEveryMangledRecordWhereItWasAndNeverThrows() {
    WireDeserializer deserializer = opened("127.0.0.1:1");
    Random random = new Random(9);
    for (int round = 0; round < 5_000; round++) {
      byte[] bytes =
          Arrays.copyOf(GOOD, random.nextInt(4) == 0 ? random.nextInt(GOOD.length) : GOOD.length);
      // The fingerprint stays: what looks it up needs a broker.
      for (int flips = 1 + random.nextInt(5); flips > 0 && bytes.length > 10; flips--) {
        bytes[10 + random.nextInt(bytes.length - 10)] = (byte) random.nextInt();
      }
      if (bytes.length < 10) {
        bytes = Arrays.copyOf(bytes, 5);
      }
      assertThat(decode(deserializer, Topics.EVENTS, bytes)).hasSize(1);
    }
    assertThat(decode(deserializer, Topics.SERIES, GOOD))
        .containsExactly(
            new WireRecord.Malformed(
                "tapline.series-2@77",
                "expected io.tapline.schemas.avro.SeriesBatch, found io.tapline.schemas.avro.EventBatch"));
  }

  private static WireDeserializer opened(String bootstrap) {
    WireDeserializer deserializer = new WireDeserializer(bootstrap);
    deserializer.open(null);
    return deserializer;
  }

  private static List<WireRecord> decode(WireDeserializer deserializer, Topic topic, byte[] value) {
    List<WireRecord> records = new ArrayList<>();
    Collector<WireRecord> collector =
        new Collector<>() {
          @Override
          public void collect(WireRecord record) {
            records.add(record);
          }

          @Override
          public void close() {}
        };
    deserializer.deserialize(new ConsumerRecord<>(topic.name(), 2, 77, null, value), collector);
    return records;
  }

  private static Schema withExtraField(Schema schema) {
    String json = schema.toString();
    return new Schema.Parser()
        .parse(
            json.substring(0, json.length() - 2)
                + ",{\"name\":\"later\",\"type\":\"long\",\"default\":0}]}");
  }

  private static byte[] encode(Schema schema) throws IOException {
    GenericData.Record record = new GenericData.Record(schema);
    EventBatch batch = new Batches("a", "h", 1).events(0, 0, 1_000, 10, new Random(1));
    for (Schema.Field field : batch.getSchema().getFields()) {
      record.put(field.name(), batch.get(field.pos()));
    }
    record.put("later", 5L);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new byte[] {(byte) 0xC3, 1});
    long fingerprint = AvroCodec.fingerprint(schema);
    for (int i = 0; i < Long.BYTES; i++) {
      out.write((int) (fingerprint >>> (8 * i)));
    }
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
    new GenericDatumWriter<GenericData.Record>(schema).write(record, encoder);
    encoder.flush();
    return out.toByteArray();
  }
}
