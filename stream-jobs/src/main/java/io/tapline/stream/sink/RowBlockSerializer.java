package io.tapline.stream.sink;

import io.tapline.stream.type.RecordSerializer;
import io.tapline.stream.type.RecordTypeInfo;
import io.tapline.stream.type.Strings;
import io.tapline.stream.type.VarLong;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes row blocks; sinks are chained to what feeds them, so only a broken chain comes here. */
public final class RowBlockSerializer extends RecordSerializer<RowBlock> {
  /** Type of row blocks. */
  public static final TypeInformation<RowBlock> TYPE =
      new RecordTypeInfo<>(RowBlock.class, new RowBlockSerializer());

  private static final long serialVersionUID = 1L;

  /** For Flink. */
  public RowBlockSerializer() {}

  @Override
  protected int version() {
    return 1;
  }

  @Override
  protected void write(RowBlock value, DataOutputView out) throws IOException {
    Strings.write(value.table().name(), out);
    VarLong.write(value.rows(), out);
    VarLong.write(value.rowBinary().length, out);
    out.write(value.rowBinary());
  }

  @Override
  protected RowBlock read(int version, DataInputView in) throws IOException {
    Table table = Table.valueOf(Strings.read(in));
    int rows = (int) VarLong.read(in);
    byte[] bytes = new byte[(int) VarLong.read(in)];
    in.readFully(bytes);
    return new RowBlock(table, rows, bytes);
  }
}
