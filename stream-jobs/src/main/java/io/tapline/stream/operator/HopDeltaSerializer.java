package io.tapline.stream.operator;

import io.tapline.stream.ledger.Hop;
import io.tapline.stream.type.RecordSerializer;
import io.tapline.stream.type.RecordTypeInfo;
import io.tapline.stream.type.Strings;
import io.tapline.stream.type.VarLong;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes hop counts for their shuffle. */
public final class HopDeltaSerializer extends RecordSerializer<HopDelta> {
  /** Type of hop counts. */
  public static final TypeInformation<HopDelta> TYPE =
      new RecordTypeInfo<>(HopDelta.class, new HopDeltaSerializer());

  private static final long serialVersionUID = 1L;

  /** For Flink. */
  public HopDeltaSerializer() {}

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(HopDelta value, DataOutputView out) throws IOException {
    OriginFields.write(value.origin(), out);
    Strings.write(value.hop().name(), out);
    VarLong.write(value.count(), out);
  }

  @Override
  protected HopDelta read(int version, DataInputView in) throws IOException {
    return new HopDelta(OriginFields.read(in), Hop.valueOf(Strings.read(in)), VarLong.read(in));
  }
}
