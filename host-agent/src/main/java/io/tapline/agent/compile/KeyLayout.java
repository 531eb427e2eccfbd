package io.tapline.agent.compile;

import io.tapline.agent.event.Field;
import io.tapline.agent.script.type.Type;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A BPF map's key: the script's keys, then for histograms the bucket number as the last u32.
 *
 * @param fields the script's keys
 * @param bucketOffset -1 when there is no bucket
 * @param sizeBytes of the key; 8 zero bytes when there is nothing to put into it
 * @param hasGaps whether it must be cleared before it is filled
 */
record KeyLayout(List<Field> fields, int bucketOffset, int sizeBytes, boolean hasGaps) {
  /** More does not leave enough of a program's 512 bytes of stack. */
  static final int MAX_BYTES = 400;

  static KeyLayout of(List<Type> types, boolean bucket) {
    List<String> names = IntStream.range(0, types.size()).mapToObj(i -> "key" + i).toList();
    Layout layout = Layout.of(names, types, 0);
    if (bucket) {
      int offset = Layout.roundUp(layout.sizeBytes(), Integer.BYTES);
      boolean gaps = layout.hasGaps() || offset != layout.sizeBytes();
      return new KeyLayout(layout.fields(), offset, offset + Integer.BYTES, gaps);
    }
    return types.isEmpty()
        ? new KeyLayout(List.of(), -1, Long.BYTES, true)
        : new KeyLayout(layout.fields(), -1, layout.sizeBytes(), layout.hasGaps());
  }
}
