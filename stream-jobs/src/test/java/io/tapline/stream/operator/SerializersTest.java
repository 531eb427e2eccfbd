package io.tapline.stream.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.stream.batch.Origin;
import io.tapline.stream.histogram.Histogram;
import io.tapline.stream.ledger.BatchRegister;
import io.tapline.stream.ledger.BatchStream;
import io.tapline.stream.ledger.Hop;
import io.tapline.stream.ledger.SequenceTracker;
import io.tapline.stream.sink.RowBlock;
import io.tapline.stream.sink.RowBlockSerializer;
import io.tapline.stream.sink.Table;
import io.tapline.stream.source.WireRecord;
import io.tapline.stream.source.WireRecordSerializer;
import io.tapline.stream.testing.Batches;
import io.tapline.stream.type.RecordSerializer;
import io.tapline.stream.window.HostTime;
import io.tapline.stream.window.Resolution;
import io.tapline.stream.window.SeriesBlock;
import io.tapline.stream.window.SeriesKey;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.core.memory.DataOutputView;
import org.junit.jupiter.api.Test;

/** What goes into a checkpoint or over a shuffle comes out the same. */
class SerializersTest {
  private static final Origin ORIGIN = new Origin("agent", "höst", Long.MIN_VALUE, "io");

  @Test
  void recordsComeBackTheSame() throws IOException {
    HopDelta delta = new HopDelta(ORIGIN, Hop.LATE, 1L << 62);
    assertThat(roundTrip(new HopDeltaSerializer(), delta)).isEqualTo(delta);

    HopTotals totals = new HopTotals(ORIGIN, Map.of(Hop.LATE, 5L, Hop.RECEIVED, 7L), 99);
    assertThat(roundTrip(new HopTotalsSerializer(), totals)).isEqualTo(totals);

    RowBlock block = new RowBlock(Table.HOPS, 3, new byte[] {1, 2, 3});
    RowBlock blockBack = roundTrip(new RowBlockSerializer(), block);
    assertThat(blockBack.table()).isEqualTo(Table.HOPS);
    assertThat(blockBack.rowBinary()).containsExactly(1, 2, 3);

    WireRecord wire =
        new WireRecord.Events(new Batches("a", "h", 1).events(0, 5, 10, 5, new Random(1)));
    assertThat(roundTrip(new WireRecordSerializer(), wire)).isEqualTo(wire);
    WireRecord malformed = new WireRecord.Malformed("here", "why");
    assertThat(roundTrip(new WireRecordSerializer(), malformed)).isEqualTo(malformed);
  }

  @Test
  void windowsComeBackTheSameAndCopiesAreTheirOwn() throws IOException {
    SeriesBlock block = block();
    Partial back = roundTrip(new PartialSerializer(), new Partial(ORIGIN, -7, block));

    assertThat(back.second()).isEqualTo(-7);
    assertThat(back.origin()).isEqualTo(ORIGIN);
    assertThat(back.block().unit()).isEqualTo("ns");
    assertThat(content(back.block())).isEqualTo(content(block));

    SeriesBlock copy = new SeriesBlockSerializer().copy(block);
    copy.addAll(block, 100);
    assertThat(content(block)).isEqualTo(content(block()));
  }

  @Test
  void hostTimeAndSequencesComeBackTheSame() throws IOException {
    HostTime time = new HostTime();
    time.advance(500, 1_000);
    time.admit(Resolution.MINUTE.windowOf(500));
    time.retire(440);
    HostTime timeBack = roundTrip(new HostTimeSerializer(), time);
    assertThat(timeBack.time()).isEqualTo(500);
    assertThat(timeBack.floor()).isEqualTo(440);
    assertThat(timeBack.open()).isEqualTo(time.open());

    SequenceTracker tracker = new SequenceTracker();
    tracker.see(4);
    tracker.see(9);
    BatchRegister.Entry entry =
        new BatchRegister.Entry(
            new BatchStream("a", -1, "io", BatchStream.Kind.SERIES), tracker, 12);
    BatchRegister.Entry entryBack = roundTrip(new BatchRegisterEntrySerializer(), entry);
    assertThat(entryBack.stream()).isEqualTo(entry.stream());
    assertThat(entryBack.tracker().next()).isEqualTo(10);
    assertThat(entryBack.tracker().gaps()).isEqualTo(Map.of(0L, 3L, 5L, 8L));
  }

  @Test
  void aLaterBuildReadsOlderStateAndRefusesNewer() throws IOException {
    TypeSerializerSnapshot<String> older = saved(new Texts(1));
    TypeSerializerSnapshot<String> newer = saved(new Texts(3));
    TypeSerializerSnapshot<String> now = new Texts(2).snapshotConfiguration();

    assertThat(now.resolveSchemaCompatibility(older).isCompatibleAfterMigration()).isTrue();
    assertThat(now.resolveSchemaCompatibility(newer).isIncompatible()).isTrue();
    assertThat(now.resolveSchemaCompatibility(saved(new Texts(2))).isCompatibleAsIs()).isTrue();

    DataOutputSerializer out = new DataOutputSerializer(16);
    out.writeUTF("old");
    assertThat(
            older.restoreSerializer().deserialize(new DataInputDeserializer(out.getCopyOfBuffer())))
        .isEqualTo("old, read as version 1");
  }

  private static TypeSerializerSnapshot<String> saved(Texts serializer) throws IOException {
    TypeSerializerSnapshot<String> snapshot = serializer.snapshotConfiguration();
    DataOutputSerializer out = new DataOutputSerializer(64);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, snapshot);
    return TypeSerializerSnapshot.readVersionedSnapshot(
        new DataInputDeserializer(out.getCopyOfBuffer()), Texts.class.getClassLoader());
  }

  private static <T> T roundTrip(TypeSerializer<T> serializer, T value) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(value, out);
    DataInputDeserializer in = new DataInputDeserializer(out.getCopyOfBuffer());
    T back = serializer.deserialize(in);
    assertThat(in.available()).isZero();
    return back;
  }

  private static SeriesBlock block() {
    SeriesBlock block = new SeriesBlock();
    block.unit("ns");
    for (int key = 0; key < 3; key++) {
      Histogram histogram = new Histogram();
      histogram.record(1_000L << key);
      histogram.record(Long.MAX_VALUE / 4);
      block.add(new SeriesKey(List.of("ä", Integer.toString(key))), histogram, 100);
    }
    return block;
  }

  private static Map<String, Histogram> content(SeriesBlock block) {
    Map<String, Histogram> content = new TreeMap<>();
    block.forEach((key, histogram) -> content.put(key.toString(), histogram.copy()));
    return content;
  }

  /** A serializer of whichever version a build has. */
  public static final class Texts extends RecordSerializer<String> {
    private static final long serialVersionUID = 1L;
    private final int version;

    public Texts() {
      this(2);
    }

    Texts(int version) {
      this.version = version;
    }

    @Override
    protected int version() {
      return version;
    }

    @Override
    protected void write(String value, DataOutputView out) throws IOException {
      out.writeUTF(value);
    }

    @Override
    protected String read(int readVersion, DataInputView in) throws IOException {
      return in.readUTF() + ", read as version " + readVersion;
    }
  }
}
