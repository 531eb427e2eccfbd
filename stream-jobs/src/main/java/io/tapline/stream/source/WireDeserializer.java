package io.tapline.stream.source;

import io.tapline.schemas.AvroCodec;
import io.tapline.schemas.AvroCodec.MalformedRecordException;
import io.tapline.schemas.AvroCodec.UnknownSchemaException;
import io.tapline.schemas.Topics;
import io.tapline.schemas.avro.AgentStatus;
import io.tapline.schemas.avro.EventBatch;
import io.tapline.schemas.avro.LedgerEntry;
import io.tapline.schemas.avro.SeriesBatch;
import io.tapline.stream.type.RecordTypeInfo;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Decodes Kafka records by their topic. Bytes that are no record become {@link
 * WireRecord.Malformed}, never an exception: one bad producer must not stop the line. Empty values
 * are warm-up records and pass without trace.
 */
public final class WireDeserializer implements KafkaRecordDeserializationSchema<WireRecord> {
  /** Type of what comes out. */
  public static final TypeInformation<WireRecord> TYPE =
      new RecordTypeInfo<>(WireRecord.class, new WireRecordSerializer());

  private static final long serialVersionUID = 1L;

  private final String bootstrap;
  private transient AvroCodec codec;
  private transient SchemaLookup lookup;

  /**
   * A deserializer that looks for unknown schemas in the schemas topic.
   *
   * @param bootstrap the Kafka that has the topic
   */
  @SuppressWarnings("NullAway.Init") // open() fills the transient fields, as Flink promises.
  public WireDeserializer(String bootstrap) {
    this.bootstrap = bootstrap;
  }

  @Override
  public void open(DeserializationSchema.InitializationContext context) {
    codec = new AvroCodec();
    lookup = new SchemaLookup(bootstrap);
  }

  @Override
  public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<WireRecord> out) {
    byte[] value = record.value();
    if (value == null || value.length == 0) {
      return;
    }
    try {
      out.collect(decodeOrLookUp(record.topic(), value));
    } catch (MalformedRecordException | UnknownSchemaException e) {
      out.collect(new WireRecord.Malformed(where(record), String.valueOf(e.getMessage())));
    }
  }

  @Override
  public TypeInformation<WireRecord> getProducedType() {
    return TYPE;
  }

  private WireRecord decodeOrLookUp(String topic, byte[] value) {
    try {
      return decode(topic, value);
    } catch (UnknownSchemaException e) {
      lookup.loadInto(codec);
      return decode(topic, value);
    }
  }

  private WireRecord decode(String topic, byte[] value) {
    if (topic.equals(Topics.EVENTS.name())) {
      return new WireRecord.Events(codec.decode(value, EventBatch.class));
    }
    if (topic.equals(Topics.SERIES.name())) {
      return new WireRecord.Series(codec.decode(value, SeriesBatch.class));
    }
    if (topic.equals(Topics.LEDGER.name())) {
      return new WireRecord.Ledger(codec.decode(value, LedgerEntry.class));
    }
    return new WireRecord.Status(codec.decode(value, AgentStatus.class));
  }

  private static String where(ConsumerRecord<byte[], byte[]> record) {
    return record.topic() + "-" + record.partition() + "@" + record.offset();
  }
}
