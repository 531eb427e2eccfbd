package io.tapline.stream.operator;

import io.tapline.stream.batch.Origin;
import io.tapline.stream.ledger.Hop;
import io.tapline.stream.type.RecordSerializer;
import io.tapline.stream.type.Strings;
import io.tapline.stream.type.VarLong;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes hop totals. Public because a checkpoint names it. */
public final class HopTotalsSerializer extends RecordSerializer<HopTotals> {
  private static final long serialVersionUID = 1L;

  /** For Flink. */
  public HopTotalsSerializer() {}

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(HopTotals value, DataOutputView out) throws IOException {
    OriginFields.write(value.origin(), out);
    out.writeLong(value.lastSeenMillis());
    VarLong.write(value.counts().size(), out);
    for (Map.Entry<Hop, Long> count : value.counts().entrySet()) {
      Strings.write(count.getKey().name(), out);
      VarLong.write(count.getValue(), out);
    }
  }

  @Override
  protected HopTotals read(int version, DataInputView in) throws IOException {
    Origin origin = OriginFields.read(in);
    long lastSeenMillis = in.readLong();
    long size = VarLong.read(in);
    Map<Hop, Long> counts = new EnumMap<>(Hop.class);
    for (long i = 0; i < size; i++) {
      counts.put(Hop.valueOf(Strings.read(in)), VarLong.read(in));
    }
    return new HopTotals(origin, counts, lastSeenMillis);
  }
}
