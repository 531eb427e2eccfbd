package io.tapline.stream.source;

import io.tapline.schemas.AvroCodec;
import io.tapline.schemas.avro.AgentStatus;
import io.tapline.schemas.avro.EventBatch;
import io.tapline.schemas.avro.LedgerEntry;
import io.tapline.schemas.avro.SeriesBatch;
import io.tapline.stream.type.RecordSerializer;
import io.tapline.stream.type.Strings;
import io.tapline.stream.type.VarLong;
import java.io.IOException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes wire records as a kind byte and their Avro form. Source and intake are chained, so it only
 * works when somebody breaks the chain; it then costs what the wire costs.
 */
public final class WireRecordSerializer extends RecordSerializer<WireRecord> {
  private static final long serialVersionUID = 1L;
  private static final int EVENTS = 0;
  private static final int SERIES = 1;
  private static final int LEDGER = 2;
  private static final int STATUS = 3;
  private static final int MALFORMED = 4;

  /** For Flink. */
  public WireRecordSerializer() {}

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(WireRecord value, DataOutputView out) throws IOException {
    value.accept(new Writing(out));
  }

  @Override
  protected WireRecord read(int version, DataInputView in) throws IOException {
    int kind = in.readByte();
    if (kind == MALFORMED) {
      return new WireRecord.Malformed(Strings.read(in), Strings.read(in));
    }
    byte[] bytes = new byte[(int) VarLong.read(in)];
    in.readFully(bytes);
    AvroCodec codec = new AvroCodec();
    return switch (kind) {
      case EVENTS -> new WireRecord.Events(codec.decode(bytes, EventBatch.class));
      case SERIES -> new WireRecord.Series(codec.decode(bytes, SeriesBatch.class));
      case LEDGER -> new WireRecord.Ledger(codec.decode(bytes, LedgerEntry.class));
      case STATUS -> new WireRecord.Status(codec.decode(bytes, AgentStatus.class));
      default -> throw new IOException("unknown kind of wire record: " + kind);
    };
  }

  private record Writing(DataOutputView out) implements WireRecord.Visitor<IOException> {
    @Override
    public void visitEvents(EventBatch batch) throws IOException {
      avro(EVENTS, batch);
    }

    @Override
    public void visitSeries(SeriesBatch batch) throws IOException {
      avro(SERIES, batch);
    }

    @Override
    public void visitLedger(LedgerEntry entry) throws IOException {
      avro(LEDGER, entry);
    }

    @Override
    public void visitStatus(AgentStatus status) throws IOException {
      avro(STATUS, status);
    }

    @Override
    public void visitMalformed(String where, String reason) throws IOException {
      out.writeByte(MALFORMED);
      Strings.write(where, out);
      Strings.write(reason, out);
    }

    private void avro(int kind, SpecificRecord datum) throws IOException {
      byte[] bytes = new AvroCodec().encode(datum);
      out.writeByte(kind);
      VarLong.write(bytes.length, out);
      out.write(bytes);
    }
  }
}
