package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import io.tapline.agent.event.Field;
import io.tapline.agent.script.ir.Value;
import java.util.List;

/** Puts values at their places: keys on the stack, fields into a record. */
final class KeyEmitter {
  private final Program program;
  private final Emitters emitters;

  KeyEmitter(Program program, Emitters emitters) {
    this.program = program;
    this.emitters = emitters;
  }

  /** The key in memory, the bucket left out. The caller releases it. */
  Place emit(List<Value> values, KeyLayout layout) {
    if (layout.sizeBytes() > KeyLayout.MAX_BYTES) {
      throw new CompileFailure(
          program.clause().range(),
          "a map's key of " + layout.sizeBytes() + " bytes is longer than " + KeyLayout.MAX_BYTES,
          "shorten its strings: a length is str(address, bytes)");
    }
    Place key = program.memory().allocate(layout.sizeBytes());
    if (layout.hasGaps()) {
      program.memory().clear(key);
    }
    for (int i = 0; i < values.size(); i++) {
      store(values.get(i), layout.fields().get(i), key);
    }
    return key;
  }

  /** One value into its field of what lies there. */
  void store(Value value, Field field, Place whole) {
    if (Layout.isNumber(value.type())) {
      emitters.numbers().emit(value);
      Width width = Width.of(field.type().sizeBytes());
      program.memory().store(width, whole, field.offsetBytes(), Register.R0);
    } else {
      emitters.memory().emit(value, whole.part(field.offsetBytes(), field.type().sizeBytes()));
    }
  }
}
