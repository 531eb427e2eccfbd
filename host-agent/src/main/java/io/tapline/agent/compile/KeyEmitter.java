package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Assembler;
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

  /** The key on the stack, the bucket left out; answers its offset. The caller releases it. */
  int emit(List<Value> values, KeyLayout layout) {
    if (layout.sizeBytes() > KeyLayout.MAX_BYTES) {
      throw new CompileFailure(
          program.clause().range(),
          "a map's key of " + layout.sizeBytes() + " bytes is longer than " + KeyLayout.MAX_BYTES,
          "shorten its strings: a length is str(address, bytes)");
    }
    int slot = program.frame().allocate(layout.sizeBytes());
    int words = Layout.roundUp(layout.sizeBytes(), Long.BYTES);
    if (layout.hasGaps()) {
      for (int i = 0; i < words; i += Long.BYTES) {
        program.assembler().store(Width.DOUBLE, Register.R10, slot + i, 0);
      }
    }
    for (int i = 0; i < values.size(); i++) {
      store(values.get(i), layout.fields().get(i), Register.R10, slot);
    }
    return slot;
  }

  /** One value into its field of what starts at {@code base + start}. */
  void store(Value value, Field field, Register base, int start) {
    int offset = start + field.offsetBytes();
    Assembler assembler = program.assembler();
    if (Layout.isNumber(value.type())) {
      emitters.numbers().emit(value);
      assembler.store(Width.of(field.type().sizeBytes()), base, offset, Register.R0);
    } else {
      emitters.texts().emit(value, new Destination(base, offset, field.type().sizeBytes()));
    }
  }
}
