package io.tapline.agent.script.function;

import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.record.RecordTable;
import io.tapline.agent.script.type.Type;
import java.util.Optional;

/** Arguments that can be read as text: text, arrays of characters, pointers to characters. */
final class Texts {
  private Texts() {}

  /** An argument as text. */
  static Value of(Arguments arguments, int index) {
    Value value = arguments.value(index);
    if (value.type() instanceof Type.Text) {
      return value;
    }
    if (RecordTable.isCharArray(value.type())) {
      return new Value.Retype(value, new Type.Text(((Type.Array) value.type()).length()));
    }
    if (value.type() instanceof Type.Pointer pointer) {
      Type.Text text = new Type.Text(arguments.scope().limits().defaultTextBytes());
      return new Value.TextRead(value, Optional.empty(), pointer.space(), text);
    }
    throw arguments.fail(
        value.type() instanceof Type.Array
            ? "string-like arrays must contain a char-like type"
            : "string-like values must be either strings, arrays or pointers");
  }

  /** How many bytes a text has room for, its NUL included. */
  static int capacity(Value text) {
    return ((Type.Text) text.type()).sizeBytes();
  }
}
