package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Helper;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;
import java.util.Optional;

/**
 * Reads of the traced system's memory. What cannot be read is zero, and counted: helpers clear what
 * they should have filled.
 */
final class ReadEmitter {
  private final Program program;
  private final Assembler assembler;
  private final Emitters emitters;

  ReadEmitter(Program program, Emitters emitters) {
    this.program = program;
    this.assembler = program.assembler();
    this.emitters = emitters;
  }

  /** A scalar into R0. */
  void number(Value.MemoryLoad node) {
    number(TracedPlace.of(node).orElseThrow(), node);
  }

  /** A scalar that is read for {@code value} into R0. */
  void number(TracedPlace where, Value value) {
    program.within(value, () -> number(where, value.type()));
  }

  private void number(TracedPlace where, Type type) {
    Label outside = assembler.newLabel();
    Memory.Mark mark = program.memory().mark();
    int size = Storage.valueBytes(type);
    Place slot = program.memory().number();
    address(where, outside);
    assembler.move(Register.R2, size);
    program.memory().address(Register.R1, slot);
    call(where.space(), false);
    program.memory().load(Width.of(size), Register.R0, slot, 0);
    emitters.numbers().extend(type, size);
    if (outside.isUsed()) {
      Label done = assembler.newLabel();
      assembler.jump(done);
      assembler.place(outside);
      assembler.move(Register.R0, 0);
      assembler.place(done);
    }
    program.memory().release(mark);
  }

  /** What is no scalar and read for {@code value}, to its place. */
  void memory(TracedPlace where, Value value, Place destination) {
    program.within(value, () -> memory(where, value.type(), destination));
  }

  private void memory(TracedPlace where, Type type, Place destination) {
    Label outside = assembler.newLabel();
    memory(() -> address(where, outside), where.space(), type, destination);
    if (outside.isUsed()) {
      Label done = assembler.newLabel();
      assembler.jump(done);
      assembler.place(outside);
      program.memory().clear(destination);
      assembler.place(done);
    }
  }

  /** Likewise, of memory of the program itself, where it may lie unaligned. */
  void local(Place where, Type type, Place destination) {
    memory(
        () -> program.memory().address(Register.R3, where),
        Type.AddressSpace.KERNEL,
        type,
        destination);
  }

  /**
   * @param address R3 = where it is
   */
  private void memory(Runnable address, Type.AddressSpace space, Type type, Place destination) {
    int size = Math.min(Storage.valueBytes(type), destination.sizeBytes());
    if (type instanceof Type.Text) {
      text(address, space, size, destination);
      return;
    }
    program.memory().clear(destination, size / Long.BYTES * Long.BYTES);
    address.run();
    read(space, false, size, destination);
  }

  /** An array of characters: text up to a NUL, or all of it if there is none. */
  private void text(Runnable place, Type.AddressSpace space, int size, Place destination) {
    Label done = assembler.newLabel();
    Memory.Mark mark = program.memory().mark();
    program.memory().clear(destination);
    place.run();
    Place address = program.memory().slot();
    program.memory().store(Width.DOUBLE, address, 0, Register.R3);
    read(space, true, size, destination);
    // The helper always puts a NUL at the end; a full array has a character there.
    assembler.jumpIf(Condition.NOT_EQUAL, Register.R0, size, done);
    program.memory().load(Width.DOUBLE, Register.R3, address, 0);
    assembler.alu(Alu.ADD, Register.R3, size - 1);
    assembler.move(Register.R2, 1);
    program.memory().address(Register.R1, destination);
    assembler.alu(Alu.ADD, Register.R1, size - 1);
    assembler.call(helper(space, false));
    assembler.place(done);
    program.memory().release(mark);
  }

  /** Text at an address. */
  void text(Value.TextRead read, Place destination) {
    program.within(read, () -> textAndCheck(read, destination, true));
  }

  /** Likewise; anything lies behind the text's NUL, which is not cleared. */
  void textUpToNul(Value.TextRead read, Place destination) {
    if (read.length().isPresent()) {
      // Of no bytes at all the helper writes no NUL either.
      program.memory().store(Width.BYTE, destination, 0, 0);
    }
    program.within(read, () -> textAndCheck(read, destination, false));
  }

  private void textAndCheck(Value.TextRead read, Place destination, boolean clear) {
    text(read, destination, clear);
    check(helper(read.space(), true));
  }

  /** R0 = length of the text at an address; leaves anything at the place, which it needs. */
  void textLength(Value.TextRead read, Place destination) {
    program.within(read, () -> measure(read, destination));
  }

  private void measure(Value.TextRead read, Place destination) {
    Label fine = assembler.newLabel();
    Label done = assembler.newLabel();
    text(read, destination, false);
    assembler.jumpIf(Condition.SIGNED_GREATER, Register.R0, 0, fine);
    check(helper(read.space(), true));
    assembler.move(Register.R0, 0);
    assembler.jump(done);
    assembler.place(fine);
    assembler.alu(Alu.SUB, Register.R0, 1);
    assembler.place(done);
  }

  private void text(Value.TextRead read, Place destination, boolean clear) {
    int size = Math.min(Storage.valueBytes(read.type()), destination.sizeBytes());
    Memory memory = program.memory();
    boolean unrolled = memory.isUnrolled(destination);
    if (clear && !unrolled) {
      memory.clear(destination);
    }
    addressAndLength(read.address(), read.length(), size);
    if (clear && unrolled) {
      memory.clear(destination);
    }
    boolean constant = read.length().isEmpty() || read.length().get() instanceof Value.Constant;
    if (constant) {
      assembler.move(Register.R2, atMost(read.length(), size));
    }
    memory.address(Register.R1, destination);
    assembler.call(helper(read.space(), true));
  }

  /** Bytes at an address, with their number before them. */
  void buffer(Value.BufferRead read, Place destination) {
    program.within(read, () -> bytes(read, destination));
  }

  private void bytes(Value.BufferRead read, Place destination) {
    int room = destination.sizeBytes() - Storage.BUFFER_BYTES_OFFSET;
    int size = Math.min(read.type().maxBytes(), room);
    program.memory().clear(destination);
    addressAndLength(read.address(), read.length(), size);
    if (read.length().isEmpty() || read.length().get() instanceof Value.Constant) {
      assembler.move(Register.R2, atMost(read.length(), size));
    }
    program.memory().store(Width.WORD, destination, 0, Register.R2);
    program.memory().address(Register.R1, destination);
    assembler.alu(Alu.ADD, Register.R1, Storage.BUFFER_BYTES_OFFSET);
    call(read.space(), false);
  }

  /** R3 = address and, if it is computed, R2 = length, at most {@code size}. */
  private void addressAndLength(Value address, Optional<Value> length, int size) {
    emitters.numbers().emit(address);
    if (length.isEmpty() || length.get() instanceof Value.Constant) {
      assembler.move(Register.R3, Register.R0);
      return;
    }
    Label small = assembler.newLabel();
    Memory.Mark mark = program.memory().mark();
    Place slot = program.memory().number();
    program.memory().store(Width.DOUBLE, slot, 0, Register.R0);
    emitters.numbers().emit(length.get());
    assembler.move(Register.R2, Register.R0);
    assembler.jumpIf(Condition.LESS_OR_EQUAL, Register.R2, size, small);
    assembler.move(Register.R2, size);
    assembler.place(small);
    program.memory().load(Width.DOUBLE, Register.R3, slot, 0);
    program.memory().release(mark);
  }

  private static int atMost(Optional<Value> length, int size) {
    long wanted = length.map(l -> ((Value.Constant) l).value()).orElse((long) size);
    return wanted >= 0 && wanted < size ? (int) wanted : size;
  }

  /** R3 = where it is; goes to {@code outside} if that is beyond an array. */
  private void address(TracedPlace where, Label outside) {
    emitters.numbers().emit(where.address());
    for (TracedPlace.Step step : where.steps()) {
      Memory.Mark mark = program.memory().mark();
      Place slot = program.memory().number();
      program.memory().store(Width.DOUBLE, slot, 0, Register.R0);
      emitters.numbers().emit(step.index());
      assembler.jumpIf(Condition.GREATER_OR_EQUAL, Register.R0, step.length(), outside);
      assembler.alu(Alu.MUL, Register.R0, step.elementBytes());
      program.memory().load(Width.DOUBLE, Register.R1, slot, 0);
      assembler.alu(Alu.ADD, Register.R0, Register.R1);
      program.memory().release(mark);
    }
    assembler.move(Register.R3, Register.R0);
    if (where.offsetBytes() != 0) {
      assembler.alu(Alu.ADD, Register.R3, where.offsetBytes());
    }
  }

  /** Reads so many bytes at R3. */
  private void read(Type.AddressSpace space, boolean text, int size, Place destination) {
    assembler.move(Register.R2, size);
    program.memory().address(Register.R1, destination);
    call(space, text);
  }

  private void call(Type.AddressSpace space, boolean text) {
    Helper helper = helper(space, text);
    assembler.call(helper);
    check(helper);
  }

  private void check(Helper helper) {
    emitters.faults().check(helper, program.range());
  }

  private static Helper helper(Type.AddressSpace space, boolean text) {
    return switch (space) {
      case USER -> text ? Helper.PROBE_READ_USER_STR : Helper.PROBE_READ_USER;
      case KERNEL -> text ? Helper.PROBE_READ_KERNEL_STR : Helper.PROBE_READ_KERNEL;
    };
  }
}
