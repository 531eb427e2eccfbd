package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;
import java.util.Optional;

/** Fields and elements of values that lie in memory. */
final class PartEmitter {
  private final Program program;
  private final Assembler assembler;
  private final Emitters emitters;

  PartEmitter(Program program, Emitters emitters) {
    this.program = program;
    this.assembler = program.assembler();
    this.emitters = emitters;
  }

  /** A scalar field into R0. */
  void number(Value.PartOf node) {
    Optional<TracedPlace> traced = TracedPlace.of(node);
    if (traced.isPresent()) {
      emitters.reads().number(traced.get(), node);
      return;
    }
    Memory.Mark mark = program.memory().mark();
    Place whole = emitters.memory().locate(node.whole());
    load(whole.part(node.offsetBytes(), Storage.valueBytes(node.type())), node.type());
    program.memory().release(mark);
  }

  /** What a C compiler packed may not be aligned, and the stack wants alignment. */
  private void load(Place place, Type type) {
    int size = Storage.valueBytes(type);
    if (place.offsetBytes() % size == 0) {
      emitters.numbers().load(place, type);
      return;
    }
    program.memory().load(Width.BYTE, Register.R0, place, size - 1);
    for (int i = size - 2; i >= 0; i--) {
      assembler.alu(Alu.SHIFT_LEFT, Register.R0, Byte.SIZE);
      program.memory().load(Width.BYTE, Register.R1, place, i);
      assembler.alu(Alu.OR, Register.R0, Register.R1);
    }
    emitters.numbers().extend(type, size);
  }

  /** A field that is no scalar, to its place. */
  void memory(Value.PartOf node, Place destination) {
    Optional<TracedPlace> traced = TracedPlace.of(node);
    if (traced.isPresent()) {
      emitters.reads().memory(traced.get(), node, destination);
      return;
    }
    Memory.Mark mark = program.memory().mark();
    Place whole = emitters.memory().locate(node.whole());
    Place part = whole.part(node.offsetBytes(), Storage.valueBytes(node.type()));
    if (node.whole().type() instanceof Type.Tuple) {
      program.memory().clear(destination, part.storageBytes());
      program.memory().copy(part, destination);
    } else {
      emitters.reads().local(part, node.type(), destination);
    }
    program.memory().release(mark);
  }

  /** A scalar element into R0. */
  void number(Value.ElementOf node) {
    Optional<TracedPlace> traced = TracedPlace.of(node);
    if (traced.isPresent()) {
      emitters.reads().number(traced.get(), node);
      return;
    }
    Memory.Mark mark = program.memory().mark();
    Label outside = assembler.newLabel();
    int size = Storage.valueBytes(node.type());
    element(node, outside);
    assembler.load(Width.of(size), Register.R0, Register.R1, 0);
    emitters.numbers().extend(node.type(), size);
    Label done = assembler.newLabel();
    assembler.jump(done);
    assembler.place(outside);
    assembler.move(Register.R0, 0);
    assembler.place(done);
    program.memory().release(mark);
  }

  /** An element that is no scalar, to its place. */
  void memory(Value.ElementOf node, Place destination) {
    Optional<TracedPlace> traced = TracedPlace.of(node);
    if (traced.isPresent()) {
      emitters.reads().memory(traced.get(), node, destination);
      return;
    }
    Memory.Mark mark = program.memory().mark();
    Label outside = assembler.newLabel();
    Label done = assembler.newLabel();
    element(node, outside);
    Place element = program.memory().spill(Register.R1, Storage.valueBytes(node.type()));
    emitters.reads().local(element, node.type(), destination);
    assembler.jump(done);
    assembler.place(outside);
    program.memory().clear(destination);
    assembler.place(done);
    program.memory().release(mark);
  }

  /** R1 = address of the element; goes to {@code outside} if there is none. */
  private void element(Value.ElementOf node, Label outside) {
    Type.Array type = (Type.Array) node.array().type();
    Place array = emitters.memory().locate(node.array());
    emitters.numbers().emit(node.index());
    assembler.jumpIf(Condition.GREATER_OR_EQUAL, Register.R0, type.length(), outside);
    assembler.alu(Alu.MUL, Register.R0, Storage.valueBytes(type.element()));
    program.memory().address(Register.R1, array);
    assembler.alu(Alu.ADD, Register.R1, Register.R0);
  }
}
