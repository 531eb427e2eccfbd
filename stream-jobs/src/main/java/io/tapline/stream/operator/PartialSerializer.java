package io.tapline.stream.operator;

import io.tapline.stream.type.RecordSerializer;
import io.tapline.stream.type.RecordTypeInfo;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes partials for the shuffle from intake to windows. */
public final class PartialSerializer extends RecordSerializer<Partial> {
  /** Type of partials. */
  public static final TypeInformation<Partial> TYPE =
      new RecordTypeInfo<>(Partial.class, new PartialSerializer());

  private static final long serialVersionUID = 1L;

  private final SeriesBlockSerializer blocks = new SeriesBlockSerializer();

  /** For Flink. */
  public PartialSerializer() {}

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(Partial value, DataOutputView out) throws IOException {
    OriginFields.write(value.origin(), out);
    out.writeLong(value.second());
    blocks.write(value.block(), out);
  }

  @Override
  protected Partial read(int version, DataInputView in) throws IOException {
    return new Partial(OriginFields.read(in), in.readLong(), blocks.read(version, in));
  }
}
