package io.tapline.schemas;

import io.tapline.schemas.avro.AgentStatus;
import io.tapline.schemas.avro.Column;
import io.tapline.schemas.avro.ColumnKind;
import io.tapline.schemas.avro.ColumnRole;
import io.tapline.schemas.avro.EventBatch;
import io.tapline.schemas.avro.LedgerEntry;
import io.tapline.schemas.avro.SeriesBatch;
import io.tapline.schemas.avro.TapsetState;
import io.tapline.schemas.avro.TapsetStatus;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;

/**
 * Avro single-object encoding (Avro 1.12 specification, "Single-object encoding").
 *
 * <pre>
 *   byte  0        1        2 .. 9                       10 ..
 *        +--------+--------+----------------------------+------------------+
 *        |  0xC3  |  0x01  | CRC-64-AVRO, little-endian | datum, binary    |
 *        +--------+--------+----------------------------+------------------+
 * </pre>
 *
 * The fingerprint is that of the writer's schema in parsing canonical form. A reader that meets a
 * fingerprint it does not know looks it up in the {@code tapline.schemas} topic and {@link
 * #register registers} it.
 *
 * <p>Not thread-safe: one codec per thread.
 */
public final class AvroCodec {
  /** Length of marker and fingerprint, bytes. */
  public static final int HEADER_BYTES = 10;

  private static final int FINGERPRINT_OFFSET = 2;

  /** The schemas this build writes, in the order they are published. */
  public static final List<Schema> SCHEMAS =
      List.of(
          EventBatch.getClassSchema(),
          SeriesBatch.getClassSchema(),
          LedgerEntry.getClassSchema(),
          AgentStatus.getClassSchema());

  static {
    // Since 1.12.1 Avro makes objects of listed classes only. Ours are added to whatever is trusted
    // already, so that neither a command line nor a test has to carry a system property.
    var before = ClassSecurityValidator.getGlobal();
    var ours = ClassSecurityValidator.builder();
    List.of(
            EventBatch.class,
            SeriesBatch.class,
            LedgerEntry.class,
            AgentStatus.class,
            TapsetStatus.class,
            TapsetState.class,
            Column.class,
            ColumnKind.class,
            ColumnRole.class)
        .forEach(ours::add);
    ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(before, ours.build()));
  }

  private final Map<Long, Schema> writers = new HashMap<>();
  private final ByteArrayOutputStream out = new ByteArrayOutputStream(64 * 1024);
  private BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);

  /** A codec that knows the schemas of this build. */
  public AvroCodec() {
    for (Schema schema : SCHEMAS) {
      register(schema);
    }
  }

  /** Makes data written with {@code schema} readable. */
  public void register(Schema schema) {
    writers.put(fingerprint(schema), schema);
  }

  /** CRC-64-AVRO of the schema's parsing canonical form. */
  public static long fingerprint(Schema schema) {
    return SchemaNormalization.parsingFingerprint64(schema);
  }

  /** The key under which a schema stands in the schemas topic: 16 hex digits. */
  public static String topicKey(Schema schema) {
    return String.format(Locale.ROOT, "%016x", fingerprint(schema));
  }

  /** Encodes a record with its header. */
  public <T extends SpecificRecord> byte[] encode(T datum) {
    out.reset();
    long fingerprint = fingerprint(datum.getSchema());
    out.write(0xC3);
    out.write(0x01);
    for (int i = 0; i < Long.BYTES; i++) {
      out.write((int) (fingerprint >>> (8 * i)));
    }
    try {
      encoder = EncoderFactory.get().directBinaryEncoder(out, encoder);
      new SpecificDatumWriter<T>(datum.getSchema()).write(datum, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException("encode " + datum.getSchema().getName(), e);
    }
    return out.toByteArray();
  }

  /**
   * Decodes a record, resolving the writer's schema to the reader's.
   *
   * @throws MalformedRecordException when the bytes are not such a record, or not whole
   * @throws UnknownSchemaException when the writer's schema is not registered
   */
  public <T extends SpecificRecord> T decode(byte[] bytes, Class<T> type) {
    Schema writer = writerOf(bytes);
    Schema reader = SpecificData.get().getSchema(type);
    if (!writer.getFullName().equals(reader.getFullName())) {
      throw new MalformedRecordException(
          "expected " + reader.getFullName() + ", found " + writer.getFullName());
    }
    try {
      var decoder =
          DecoderFactory.get()
              .binaryDecoder(bytes, HEADER_BYTES, bytes.length - HEADER_BYTES, null);
      T datum = new SpecificDatumReader<T>(writer, reader).read(null, decoder);
      if (!decoder.isEnd()) {
        throw new MalformedRecordException("bytes left over after " + reader.getName());
      }
      return datum;
    } catch (MalformedRecordException e) {
      throw e;
    } catch (IOException | RuntimeException | StackOverflowError e) {
      // Avro answers foreign bytes with a zoo of unchecked exceptions; to a caller they are one
      // thing.
      throw new MalformedRecordException("decode " + reader.getName() + ": " + e, e);
    }
  }

  /**
   * The schema a record was written with.
   *
   * @throws MalformedRecordException when the header is not there
   * @throws UnknownSchemaException when its fingerprint is not registered
   */
  public Schema writerOf(byte[] bytes) {
    if (bytes.length < HEADER_BYTES || (bytes[0] & 0xFF) != 0xC3 || bytes[1] != 0x01) {
      throw new MalformedRecordException(
          "not an Avro single-object record: length=" + bytes.length);
    }
    long fingerprint = 0;
    for (int i = 0; i < Long.BYTES; i++) {
      fingerprint |= (bytes[FINGERPRINT_OFFSET + i] & 0xFFL) << (8 * i);
    }
    Schema writer = writers.get(fingerprint);
    if (writer == null) {
      throw new UnknownSchemaException(fingerprint);
    }
    return writer;
  }

  /** The bytes are not a whole record of the expected kind. Not retriable: quarantine and count. */
  public static final class MalformedRecordException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedRecordException(String message) {
      super(message);
    }

    MalformedRecordException(String message, Throwable cause) {
      super(message, cause);
    }
  }

  /** The writer's schema is not known yet. Retriable after a look into the schemas topic. */
  public static final class UnknownSchemaException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final long fingerprint;

    UnknownSchemaException(long fingerprint) {
      super(String.format(Locale.ROOT, "unknown schema fingerprint %016x", fingerprint));
      this.fingerprint = fingerprint;
    }

    /** The fingerprint as it stood in the header. */
    public long fingerprint() {
      return fingerprint;
    }
  }
}
