package io.tapline.stream.operator;

import io.tapline.stream.histogram.Histogram;
import io.tapline.stream.type.RecordSerializer;
import io.tapline.stream.type.Strings;
import io.tapline.stream.type.VarLong;
import io.tapline.stream.window.SeriesBlock;
import io.tapline.stream.window.SeriesKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes the series of a window or of a partial. Dirty marks are not written: at a barrier
 * everything dirty has been handed out, and a partial's receiver marks what it adds.
 */
public final class SeriesBlockSerializer extends RecordSerializer<SeriesBlock> {
  private static final long serialVersionUID = 1L;

  /** For Flink. */
  public SeriesBlockSerializer() {}

  @Override
  protected int version() {
    return 1;
  }

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public SeriesBlock copy(SeriesBlock from) {
    return from.copy();
  }

  @Override
  protected void write(SeriesBlock value, DataOutputView out) throws IOException {
    Strings.write(value.unit(), out);
    VarLong.write(value.size(), out);
    try {
      value.forEach(
          (key, histogram) -> {
            try {
              writeKey(key, out);
              writeHistogram(histogram, out);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  protected SeriesBlock read(int version, DataInputView in) throws IOException {
    SeriesBlock block = new SeriesBlock();
    block.unit(Strings.read(in));
    long size = VarLong.read(in);
    for (long i = 0; i < size; i++) {
      SeriesKey key = readKey(in);
      block.restore(key, readHistogram(in));
    }
    return block;
  }

  private static void writeKey(SeriesKey key, DataOutputView out) throws IOException {
    VarLong.write(key.texts().size(), out);
    for (String text : key.texts()) {
      Strings.write(text, out);
    }
  }

  private static SeriesKey readKey(DataInputView in) throws IOException {
    int size = (int) VarLong.read(in);
    List<String> texts = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      texts.add(Strings.read(in));
    }
    return new SeriesKey(texts);
  }

  private static void writeHistogram(Histogram histogram, DataOutputView out) throws IOException {
    VarLong.write(histogram.count(), out);
    VarLong.write(histogram.sum(), out);
    VarLong.write(histogram.size(), out);
    for (int i = 0; i < histogram.size(); i++) {
      VarLong.write(histogram.bucket(i), out);
      VarLong.write(histogram.bucketCount(i), out);
    }
  }

  private static Histogram readHistogram(DataInputView in) throws IOException {
    Histogram histogram = new Histogram();
    histogram.addTotals(VarLong.read(in), VarLong.read(in));
    long size = VarLong.read(in);
    for (long i = 0; i < size; i++) {
      histogram.addBucket((int) VarLong.read(in), VarLong.read(in));
    }
    return histogram;
  }
}
