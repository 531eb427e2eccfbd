package io.tapline.stream.operator;

import io.tapline.stream.ledger.BatchRegister;
import io.tapline.stream.ledger.BatchStream;
import io.tapline.stream.ledger.SequenceTracker;
import io.tapline.stream.type.RecordSerializer;
import io.tapline.stream.type.Strings;
import io.tapline.stream.type.VarLong;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes the intake's state. */
public final class BatchRegisterEntrySerializer extends RecordSerializer<BatchRegister.Entry> {
  private static final long serialVersionUID = 1L;

  /** For Flink. */
  public BatchRegisterEntrySerializer() {}

  @Override
  protected int version() {
    return 1;
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public BatchRegister.Entry copy(BatchRegister.Entry from) {
    SequenceTracker tracker = new SequenceTracker(from.tracker().next(), from.tracker().gaps());
    return new BatchRegister.Entry(from.stream(), tracker, from.lastSeenMillis());
  }

  @Override
  protected void write(BatchRegister.Entry value, DataOutputView out) throws IOException {
    Strings.write(value.stream().agent(), out);
    out.writeLong(value.stream().boot());
    Strings.write(value.stream().tapset(), out);
    Strings.write(value.stream().kind().name(), out);
    out.writeLong(value.lastSeenMillis());
    VarLong.write(value.tracker().next(), out);
    VarLong.write(value.tracker().gaps().size(), out);
    for (Map.Entry<Long, Long> gap : value.tracker().gaps().entrySet()) {
      VarLong.write(gap.getKey(), out);
      VarLong.write(gap.getValue(), out);
    }
  }

  @Override
  protected BatchRegister.Entry read(int version, DataInputView in) throws IOException {
    BatchStream stream =
        new BatchStream(
            Strings.read(in),
            in.readLong(),
            Strings.read(in),
            BatchStream.Kind.valueOf(Strings.read(in)));
    long lastSeenMillis = in.readLong();
    long next = VarLong.read(in);
    long size = VarLong.read(in);
    Map<Long, Long> gaps = new TreeMap<>();
    for (long i = 0; i < size; i++) {
      gaps.put(VarLong.read(in), VarLong.read(in));
    }
    return new BatchRegister.Entry(stream, new SequenceTracker(next, gaps), lastSeenMillis);
  }
}
