package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Helper;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import io.tapline.agent.bpf.spec.MapType;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;

/** Reads and writes of maps that hold plain values, in TRACE. */
final class PlainMaps {
  private final Program program;
  private final Assembler assembler;
  private final Emitters emitters;
  private final MapEntries entries;

  PlainMaps(Program program, Emitters emitters, MapEntries entries) {
    this.program = program;
    this.assembler = program.assembler();
    this.emitters = emitters;
    this.entries = entries;
  }

  /** R0 = the scalar, 0 if there is none. */
  void number(Value.MapRead read) {
    Label missing = assembler.newLabel();
    Memory.Mark mark = program.memory().mark();
    find(read, missing);
    int size = Storage.valueBytes(read.type());
    assembler.load(Width.of(size), Register.R0, Register.R0, 0);
    emitters.numbers().extend(read.type(), size);
    // No entry answers address 0, which is the value 0 as well.
    assembler.place(missing);
    program.memory().release(mark);
  }

  /** The value to its place, zeros if there is none. */
  void memory(Value.MapRead read, Place destination) {
    Label missing = assembler.newLabel();
    Label done = assembler.newLabel();
    Memory.Mark mark = program.memory().mark();
    find(read, missing);
    copy(Register.R0, read.type(), destination);
    if (!read.keys().isEmpty()) {
      assembler.jump(done);
      assembler.place(missing);
      program.memory().clear(destination);
      assembler.place(done);
    }
    program.memory().release(mark);
  }

  /** All storage of the destination: the value, then zeros. */
  private void copy(Register address, Type type, Place destination) {
    int size = Storage.storageBytes(type);
    program.memory().copy(Place.at(address, 0, size), destination);
    if (destination.storageBytes() > size) {
      program.memory().clear(destination, size);
    }
  }

  /** R0 = address of the value. */
  private void find(Value.MapRead read, Label missing) {
    TraceMap map = entries.plan(read.map());
    if (map.isArray()) {
      assembler.loadMapValue(Register.R0, map.name(), 0);
      return;
    }
    entries.lookup(map, entries.key(map, read.keys()));
    if (program.options().reportFaults()) {
      Label found = assembler.newLabel();
      assembler.jumpIf(Condition.NOT_EQUAL, Register.R0, 0, found);
      emitters.faults().failed(Helper.MAP_LOOKUP_ELEM, program.range(), true);
      assembler.move(Register.R0, 0);
      assembler.jump(missing);
      assembler.place(found);
    } else {
      assembler.jumpIf(Condition.EQUAL, Register.R0, 0, missing);
    }
  }

  void set(Action.SetMap node) {
    TraceMap map = entries.plan(node.map());
    Memory.Mark mark = program.memory().mark();
    if (!Storage.isScalar(node.map().value())) {
      setMemory(node, map);
    } else if (map.isArray()) {
      emitters.numbers().emit(node.value());
      assembler.loadMapValue(Register.R1, map.name(), 0);
      assembler.store(width(map), Register.R1, 0, Register.R0);
      assembler.store(Width.DOUBLE, Register.R1, map.layout().setOffset(), 1);
    } else {
      Place value = program.memory().slot();
      emitters.numbers().emit(node.value());
      program.memory().store(Width.DOUBLE, value, 0, Register.R0);
      if (map.spec().type() == MapType.HASH && !program.tables().loses(node.map())) {
        putInPlace(node, map, value);
      } else {
        put(node, map, entries.key(map, node.keys()), value);
      }
    }
    program.memory().release(mark);
  }

  /**
   * A value that does not lie in a register is made beside the map, because it may be made of what
   * the map holds so far.
   */
  private void setMemory(Action.SetMap node, TraceMap map) {
    Place value;
    if (Storage.storageBytes(node.value().type()) == map.layout().valueBytes()) {
      value = emitters.memory().locate(node.value());
    } else {
      value = program.memory().allocate(map.layout().valueBytes());
      emitters.memory().emit(node.value(), value);
    }
    if (map.isArray()) {
      assembler.loadMapValue(Register.R0, map.name(), 0);
      assembler.store(Width.DOUBLE, Register.R0, map.layout().setOffset(), 1);
      program.memory().copy(value, Place.at(Register.R0, 0, map.layout().valueBytes()));
    } else {
      put(node, map, entries.key(map, node.keys()), value);
    }
  }

  /**
   * A scalar into the entry that there is: an update would make another, and the kernel throw the
   * first away, at five times the price. One store, so that nobody sees half of it.
   */
  private void putInPlace(Action.SetMap node, TraceMap map, Place value) {
    Label none = assembler.newLabel();
    Label done = assembler.newLabel();
    Place key = entries.key(map, node.keys());
    entries.lookup(map, key);
    assembler.jumpIf(Condition.EQUAL, Register.R0, 0, none);
    program.memory().load(Width.DOUBLE, Register.R1, value, 0);
    assembler.store(width(map), Register.R0, 0, Register.R1);
    assembler.jump(done);
    assembler.place(none);
    put(node, map, key, value);
    assembler.place(done);
  }

  private void put(Action.SetMap node, TraceMap map, Place key, Place value) {
    Label done = assembler.newLabel();
    program.memory().address(Register.R3, value);
    entries.update(map, key, MapEntries.ANY);
    assembler.jumpIf(Condition.EQUAL, Register.R0, 0, done);
    emitters.faults().failed(Helper.MAP_UPDATE_ELEM, node.range(), true);
    assembler.place(done);
  }

  /**
   * Adds; where bpftrace reads and then writes, so that CPUs lose each other's additions, this is
   * atomic.
   */
  void add(Action.AddToMap node) {
    Memory.Mark mark = program.memory().mark();
    Place amount = program.memory().slot();
    emitters.numbers().emit(node.amount());
    program.memory().store(Width.DOUBLE, amount, 0, Register.R0);
    new MapAddition(program, emitters, entries).emit(node.map(), node.keys(), amount, node.range());
    program.memory().release(mark);
  }

  /** Adds; R0 = the number after that, or before. */
  void step(Value.StepMap node) {
    Memory.Mark mark = program.memory().mark();
    Place amount = program.memory().slot();
    program.memory().store(Width.DOUBLE, amount, 0, Math.toIntExact(node.amount()));
    new MapAddition(program, emitters, entries).emit(node.map(), node.keys(), amount, node.range());
    if (node.prefix()) {
      assembler.alu(Alu.ADD, Register.R0, Math.toIntExact(node.amount()));
      emitters.numbers().extend(node.type(), Long.BYTES);
    }
    program.memory().release(mark);
  }

  /** R0 = the address of a value, 0 if there is none. */
  void address(Value.MapAddress node) {
    TraceMap map = entries.plan(node.map());
    Memory.Mark mark = program.memory().mark();
    if (map.isArray()) {
      assembler.loadMapValue(Register.R0, map.name(), 0);
    } else {
      entries.lookup(map, entries.key(map, node.keys()));
    }
    program.memory().release(mark);
  }

  private static Width width(TraceMap map) {
    return Width.of(map.layout().valueBytes());
  }
}
