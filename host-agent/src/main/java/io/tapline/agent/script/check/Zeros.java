package io.tapline.agent.script.check;

import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;
import java.util.Optional;

/** What variables hold that nobody set. */
final class Zeros {
  private Zeros() {}

  /** A type's zero or empty text; empty where a program's cleared memory has to do. */
  static Optional<Value> of(Type type) {
    if (Storage.isScalar(type)) {
      return Optional.of(new Value.Constant(type, 0));
    }
    return type instanceof Type.Text text
        ? Optional.of(new Value.TextConstant(new Type.Text(Math.min(1, text.sizeBytes())), ""))
        : Optional.empty();
  }
}
