package io.tapline.storage.row;

import java.util.List;

/** An event's ATTRIBUTE columns with numbers, read in place and without boxing; each name once. */
public interface NumberAttributes {
  /** No attributes. */
  NumberAttributes NONE = of(List.of());

  /** How many there are. */
  int size();

  /** Name of attribute {@code index}. */
  String nameAt(int index);

  /** Value of attribute {@code index}. */
  long valueAt(int index);

  /**
   * A view of names and values; the array is not copied.
   *
   * @throws IllegalArgumentException when there are not as many names as values
   */
  static NumberAttributes of(List<String> names, long... values) {
    if (names.size() != values.length) {
      throw new IllegalArgumentException(names.size() + " names, but " + values.length + " values");
    }
    return new NumberAttributes() {
      @Override
      public int size() {
        return values.length;
      }

      @Override
      public String nameAt(int index) {
        return names.get(index);
      }

      @Override
      public long valueAt(int index) {
        return values[index];
      }
    };
  }
}
