package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Storage;

/** Functions on the bytes of values. */
final class ByteIntrinsics implements IntrinsicEmitter {
  private final Program program;
  private final Assembler assembler;
  private final Emitters emitters;

  ByteIntrinsics(Program program, Emitters emitters) {
    this.program = program;
    this.assembler = program.assembler();
    this.emitters = emitters;
  }

  @Override
  public void number(Value.Call call) {
    Memory.Mark mark = program.memory().mark();
    switch (call.function()) {
      case BYTE_SWAP -> swap(call);
      case BYTES_COMPARE -> compare(call);
      case BYTES_TO_NUMBER -> toNumber(call);
      default -> throw new IllegalStateException("not a number of bytes: " + call.function());
    }
    program.memory().release(mark);
  }

  private void swap(Value.Call call) {
    int size = Storage.valueBytes(call.type());
    emitters.numbers().emit(call.arguments().get(0));
    if (size > 1) {
      assembler.swapBytes(Register.R0, size);
    }
    emitters.numbers().extend(call.type(), size > 1 ? size : Long.BYTES);
  }

  /** Whole words first, then the bytes that are left, in the order in which they lie. */
  private void compare(Value.Call call) {
    Label done = assembler.newLabel();
    int bytes = (int) ((Value.Constant) call.arguments().get(2)).value();
    Place first = emitters.memory().locate(call.arguments().get(0));
    Place second = emitters.memory().locate(call.arguments().get(1));
    int words = bytes / Long.BYTES;
    int rest = bytes % Long.BYTES;
    assembler.move(Register.R0, 0);
    if (words > 0) {
      emitters.same().order(first, second, words);
      assembler.jumpIf(Condition.NOT_EQUAL, Register.R0, 0, done);
    }
    if (rest > 0) {
      rest(first, second, words * Long.BYTES, rest, done);
    }
    assembler.place(done);
  }

  private void rest(Place first, Place second, int offset, int bytes, Label done) {
    int beyond = (Long.BYTES - bytes) * Byte.SIZE;
    program.memory().load(Width.DOUBLE, Register.R1, first, offset);
    program.memory().load(Width.DOUBLE, Register.R2, second, offset);
    assembler.alu(Alu.SHIFT_LEFT, Register.R1, beyond);
    assembler.alu(Alu.SHIFT_LEFT, Register.R2, beyond);
    assembler.swapBytes(Register.R1, Long.BYTES);
    assembler.swapBytes(Register.R2, Long.BYTES);
    assembler.jumpIf(Condition.EQUAL, Register.R1, Register.R2, done);
    assembler.move(Register.R0, -1);
    assembler.jumpIf(Condition.LESS, Register.R1, Register.R2, done);
    assembler.move(Register.R0, 1);
  }

  private void toNumber(Value.Call call) {
    Place bytes = emitters.memory().locate(call.arguments().get(0));
    int size = Storage.valueBytes(call.type());
    program.memory().load(Width.of(size), Register.R0, bytes, 0);
    emitters.numbers().extend(call.type(), size);
  }

  /** NUMBER_TO_BYTES. */
  @Override
  public void memory(Value.Call call, Place destination) {
    int size = Storage.valueBytes(call.type());
    program.memory().clear(destination, Math.min(size, Long.BYTES) / Long.BYTES * Long.BYTES);
    emitters.numbers().emit(call.arguments().get(0));
    if (size == 1 || size == 2 || size == 4 || size >= Long.BYTES) {
      program.memory().storeNumber(destination.part(0, Math.min(size, Long.BYTES)));
      return;
    }
    // An odd number of bytes: what is above them must stay zero.
    int shift = (Long.BYTES - size) * Byte.SIZE;
    assembler.alu(Alu.SHIFT_LEFT, Register.R0, shift);
    assembler.alu(Alu.SHIFT_RIGHT, Register.R0, shift);
    program.memory().store(Width.DOUBLE, destination, 0, Register.R0);
  }
}
