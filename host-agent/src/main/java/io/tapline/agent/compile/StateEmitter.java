package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Helper;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import io.tapline.agent.event.CounterLayout.Kind;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.StateMap;

/** Writes of maps that hold plain values. A value that finds no room is counted as state_full. */
final class StateEmitter {
  private static final int ANY = 0;
  private static final int NOEXIST = 1;

  private final Program program;
  private final Assembler assembler;
  private final Emitters emitters;

  StateEmitter(Program program, Emitters emitters) {
    this.program = program;
    this.assembler = program.assembler();
    this.emitters = emitters;
  }

  void set(Action.SetMap node) {
    Memory.Mark mark = program.memory().mark();
    if (Layout.isNumber(node.map().value())) {
      setNumber(node);
    } else {
      setText(node);
    }
    program.memory().release(mark);
  }

  private void setNumber(Action.SetMap node) {
    Label done = assembler.newLabel();
    Place value = program.memory().slot();
    emitters.numbers().emit(node.value());
    Width width = Width.of(Layout.storageBytes(node.map().value()));
    program.memory().store(width, value, 0, Register.R0);
    Place key = emitters.keys().emit(node.keys(), MapPlan.key(node.map()));
    program.memory().address(Register.R3, value);
    update(node.map(), key, ANY);
    assembler.jumpIf(Condition.EQUAL, Register.R0, 0, done);
    full(node.map());
    assembler.place(done);
  }

  /**
   * Text goes straight into the map's memory: it may be longer than the stack, and a per-CPU buffer
   * could change under a program that is preempted. A reader of the same key may see half of it.
   */
  private void setText(Action.SetMap node) {
    Label found = assembler.newLabel();
    Label done = assembler.newLabel();
    Place key = emitters.keys().emit(node.keys(), MapPlan.key(node.map()));
    lookup(node.map(), key);
    assembler.jumpIf(Condition.NOT_EQUAL, Register.R0, 0, found);
    assembler.loadMapValue(Register.R3, MapPlan.ZEROS, 0);
    update(node.map(), key, NOEXIST);
    lookup(node.map(), key);
    assembler.jumpIf(Condition.NOT_EQUAL, Register.R0, 0, found);
    full(node.map());
    assembler.jump(done);
    assembler.place(found);
    assembler.move(Program.RECORD, Register.R0);
    int size = Layout.fieldBytes(node.map().value());
    emitters.memory().emit(node.value(), Place.at(Program.RECORD, 0, size));
    assembler.place(done);
  }

  /** Adds in place, so that CPUs do not lose each other's additions. */
  void add(Action.AddToMap node) {
    Label add = assembler.newLabel();
    Label done = assembler.newLabel();
    Memory.Mark mark = program.memory().mark();
    Place amount = program.memory().slot();
    emitters.numbers().emit(node.amount());
    program.memory().store(Width.DOUBLE, amount, 0, Register.R0);
    Place key = emitters.keys().emit(node.keys(), MapPlan.key(node.map()));
    lookup(node.map(), key);
    assembler.jumpIf(Condition.NOT_EQUAL, Register.R0, 0, add);
    program.memory().address(Register.R3, amount);
    update(node.map(), key, NOEXIST);
    assembler.jumpIf(Condition.EQUAL, Register.R0, 0, done);
    // Another CPU may have been first.
    lookup(node.map(), key);
    assembler.jumpIf(Condition.NOT_EQUAL, Register.R0, 0, add);
    full(node.map());
    assembler.jump(done);
    assembler.place(add);
    program.memory().load(Width.DOUBLE, Register.R1, amount, 0);
    assembler.atomicAdd(Register.R0, 0, Register.R1);
    assembler.place(done);
    program.memory().release(mark);
  }

  void delete(Action.Delete node) {
    Memory.Mark mark = program.memory().mark();
    Place key = emitters.keys().emit(node.keys(), MapPlan.key((StateMap) node.map()));
    assembler.loadMap(Register.R1, MapPlan.stateName((StateMap) node.map()));
    program.memory().address(Register.R2, key);
    assembler.call(Helper.MAP_DELETE_ELEM);
    program.memory().release(mark);
  }

  private void lookup(StateMap map, Place key) {
    assembler.loadMap(Register.R1, MapPlan.stateName(map));
    program.memory().address(Register.R2, key);
    assembler.call(Helper.MAP_LOOKUP_ELEM);
  }

  /** R3 is the value's address. */
  private void update(StateMap map, Place key, int flags) {
    assembler.loadMap(Register.R1, MapPlan.stateName(map));
    program.memory().address(Register.R2, key);
    assembler.move(Register.R4, flags);
    assembler.call(Helper.MAP_UPDATE_ELEM);
  }

  private void full(StateMap map) {
    program.count(Kind.UNSEEN, "state_full", map.name());
  }
}
