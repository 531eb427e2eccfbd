package io.tapline.agent.event;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;

/**
 * A column while a batch fills: numbers as they come, texts as dictionary numbers. Nothing is
 * allocated per row.
 */
final class ColumnBuffer {
  /** What {@link #finish} puts for a row whose text could not be redacted. */
  static final long REFUSED = -1;

  private final Field field;
  private final long[] values;
  private final ByteDictionary dictionary = new ByteDictionary();

  ColumnBuffer(Field field, int capacity) {
    this.field = field;
    this.values = new long[capacity];
  }

  /** Takes the field out of a record. */
  void add(int row, ByteBuffer data, int recordOffset) {
    int offset = recordOffset + field.offsetBytes();
    FieldType type = field.type();
    values[row] =
        FieldReader.isBytes(type)
            ? dictionary.indexOf(data, offset, FieldReader.length(type, data, offset))
            : FieldReader.number(type, data, offset);
  }

  /**
   * The finished column, texts numbered into the batch's dictionary, and an empty buffer again.
   *
   * @param strings the batch's dictionary, text to number; grows
   */
  BatchColumn finish(int rows, BatchShape shape, FieldText numbers, Map<String, Integer> strings) {
    FieldType type = field.type();
    long[] finished = new long[rows];
    boolean text = true;
    if (FieldReader.isBytes(type)) {
      Redaction redaction = shape.redactions().getOrDefault(field.name(), Redaction.NONE);
      long[] renumbered = new long[dictionary.size()];
      for (int i = 0; i < renumbered.length; i++) {
        byte[] bytes = dictionary.bytes(i);
        // A string that fills its buffer to the last byte but the NUL was cut.
        boolean truncated = bytes.length >= type.sizeBytes() - 1;
        Optional<String> shown = redaction.redact(FieldReader.text(type, bytes), truncated);
        renumbered[i] = shown.isPresent() ? number(strings, shown.get()) : REFUSED;
      }
      for (int row = 0; row < rows; row++) {
        finished[row] = renumbered[(int) values[row]];
      }
      dictionary.clear();
    } else if (type.kind() != FieldType.Kind.INTEGER) {
      for (int row = 0; row < rows; row++) {
        finished[row] = number(strings, numbers.text(type.kind(), values[row]));
      }
    } else {
      System.arraycopy(values, 0, finished, 0, rows);
      text = false;
    }
    return new BatchColumn(field.name(), text, shape.role(field.name()), finished);
  }

  private static long number(Map<String, Integer> strings, String text) {
    return strings.computeIfAbsent(text, unused -> strings.size());
  }
}
