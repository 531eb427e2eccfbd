package io.tapline.stream.operator;

import io.tapline.stream.type.RecordSerializer;
import io.tapline.stream.type.VarLong;
import io.tapline.stream.window.HostTime;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes how far a host has come in its time. */
public final class HostTimeSerializer extends RecordSerializer<HostTime> {
  private static final long serialVersionUID = 1L;

  /** For Flink. */
  public HostTimeSerializer() {}

  @Override
  protected int version() {
    return 1;
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public HostTime copy(HostTime from) {
    return new HostTime(from.time(), from.floor(), from.open());
  }

  @Override
  protected void write(HostTime value, DataOutputView out) throws IOException {
    out.writeLong(value.time());
    out.writeLong(value.floor());
    List<Long> open = value.open();
    VarLong.write(open.size(), out);
    for (long window : open) {
      out.writeLong(window);
    }
  }

  @Override
  protected HostTime read(int version, DataInputView in) throws IOException {
    long time = in.readLong();
    long floor = in.readLong();
    int size = (int) VarLong.read(in);
    List<Long> open = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      open.add(in.readLong());
    }
    return new HostTime(time, floor, open);
  }
}
