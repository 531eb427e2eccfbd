package io.tapline.agent.script.check;

import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;

/** Sizes as {@code sizeof} tells them: C's, not those of {@link Storage}. */
final class CSizes {
  private CSizes() {}

  static int of(Type type) {
    if (!(type instanceof Type.Tuple tuple)) {
      return Storage.valueBytes(type);
    }
    int end = 0;
    int largest = 1;
    for (Type element : tuple.elements()) {
      int alignment = alignment(element);
      end = Storage.roundUp(end, alignment) + of(element);
      largest = Math.max(largest, alignment);
    }
    return Storage.roundUp(end, largest);
  }

  private static int alignment(Type type) {
    if (type instanceof Type.Tuple tuple) {
      return tuple.elements().stream().mapToInt(CSizes::alignment).max().orElse(1);
    }
    return Storage.isScalar(type) ? Storage.valueBytes(type) : 1;
  }
}
