package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Helper;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import io.tapline.agent.event.CounterLayout.Kind;
import io.tapline.agent.script.config.Dialect;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.ScriptMap;
import io.tapline.agent.script.ir.StateMap;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;

/**
 * Maps that are kept with the thread, in both dialects; other maps are left to the dialect's own
 * emitter. Deleting a value only says that there is none, so that the next one has its memory.
 */
final class ThreadMapEmitter implements MapEmitter {
  /** BPF_LOCAL_STORAGE_GET_F_CREATE, include/uapi/linux/bpf.h. */
  private static final int CREATE = 1;

  private final Program program;
  private final Assembler assembler;
  private final Emitters emitters;
  private final MapEmitter others;

  ThreadMapEmitter(Program program, Emitters emitters, MapEmitter others) {
    this.program = program;
    this.assembler = program.assembler();
    this.emitters = emitters;
    this.others = others;
  }

  private boolean isHere(ScriptMap map) {
    return program.threadMaps().contains(map.name());
  }

  private String name(StateMap map) {
    return program.options().dialect() == Dialect.TRACE
        ? TraceMap.name(map)
        : MapPlan.stateName(map);
  }

  /** R0 = address of this thread's value; 0 if there is none, or if it cannot be made. */
  private void find(StateMap map, boolean create) {
    assembler.call(Helper.GET_CURRENT_TASK_BTF);
    assembler.move(Register.R2, Register.R0);
    assembler.loadMap(Register.R1, name(map));
    assembler.move(Register.R3, 0);
    assembler.move(Register.R4, create ? CREATE : 0);
    assembler.call(Helper.TASK_STORAGE_GET);
  }

  /** Likewise; without memory for it, counts that and goes to {@code failed}. */
  private void make(StateMap map, SourceRange range, Label failed) {
    Label made = assembler.newLabel();
    find(map, true);
    assembler.jumpIf(Condition.NOT_EQUAL, Register.R0, 0, made);
    if (program.options().dialect() == Dialect.TRACE) {
      emitters.faults().failed(Helper.TASK_STORAGE_GET, range, false);
    } else {
      program.count(Kind.UNSEEN, "state_full", map.name());
    }
    assembler.jump(failed);
    assembler.place(made);
    assembler.store(Width.DOUBLE, Register.R0, ThreadMaps.setOffset(map.value()), 1);
  }

  @Override
  public void number(Value value) {
    if (value instanceof Value.MapRead read && isHere(read.map())) {
      Label missing = assembler.newLabel();
      find(read.map(), false);
      assembler.jumpIf(Condition.EQUAL, Register.R0, 0, missing);
      int size = Storage.storageBytes(read.type());
      assembler.load(Width.of(size), Register.R0, Register.R0, 0);
      emitters.numbers().extend(read.type(), size);
      assembler.place(missing);
    } else if (value instanceof Value.MapHas has && isHere(has.map())) {
      has((StateMap) has.map());
    } else if (value instanceof Value.MapDelete delete && isHere(delete.map())) {
      delete((StateMap) delete.map());
    } else if (value instanceof Value.StepMap step && isHere(step.map())) {
      step(step);
    } else {
      others.number(value);
    }
  }

  @Override
  public void memory(Value value, Place destination) {
    if (!(value instanceof Value.MapRead read) || !isHere(read.map())) {
      others.memory(value, destination);
      return;
    }
    Label missing = assembler.newLabel();
    Label done = assembler.newLabel();
    Type type = read.type();
    find(read.map(), false);
    assembler.jumpIf(Condition.EQUAL, Register.R0, 0, missing);
    assembler.load(Width.DOUBLE, Register.R1, Register.R0, ThreadMaps.setOffset(type));
    assembler.jumpIf(Condition.EQUAL, Register.R1, 0, missing);
    int size = Storage.storageBytes(type);
    program.memory().copy(Place.at(Register.R0, 0, size), destination);
    if (destination.storageBytes() > size) {
      program.memory().clear(destination, size);
    }
    assembler.jump(done);
    assembler.place(missing);
    program.memory().clear(destination);
    assembler.place(done);
  }

  @Override
  public void set(Action.SetMap action) {
    if (!isHere(action.map())) {
      others.set(action);
      return;
    }
    Label done = assembler.newLabel();
    Memory.Mark mark = program.memory().mark();
    Type type = action.map().value();
    Place value = program.memory().allocate(type);
    emitters.memory().store(action.value(), value);
    make(action.map(), action.range(), done);
    int size = Storage.storageBytes(type);
    if (Storage.isScalar(type)) {
      program.memory().load(Width.of(size), Register.R1, value, 0);
      assembler.store(Width.of(size), Register.R0, 0, Register.R1);
    } else {
      program.memory().copy(value, Place.at(Register.R0, 0, size));
    }
    assembler.place(done);
    program.memory().release(mark);
  }

  @Override
  public void add(Action.AddToMap action) {
    if (!isHere(action.map())) {
      others.add(action);
      return;
    }
    Label done = assembler.newLabel();
    Memory.Mark mark = program.memory().mark();
    Place amount = program.memory().slot();
    emitters.numbers().emit(action.amount());
    program.memory().store(Width.DOUBLE, amount, 0, Register.R0);
    make(action.map(), action.range(), done);
    addAtR0(action.map(), amount);
    assembler.place(done);
    program.memory().release(mark);
  }

  private void step(Value.StepMap node) {
    Label failed = assembler.newLabel();
    Label done = assembler.newLabel();
    Memory.Mark mark = program.memory().mark();
    Place amount = program.memory().slot();
    program.memory().store(Width.DOUBLE, amount, 0, Math.toIntExact(node.amount()));
    make(node.map(), node.range(), failed);
    addAtR0(node.map(), amount);
    assembler.jump(done);
    assembler.place(failed);
    assembler.move(Register.R0, 0);
    assembler.place(done);
    if (node.prefix()) {
      assembler.alu(Alu.ADD, Register.R0, Math.toIntExact(node.amount()));
      emitters.numbers().extend(node.type(), Long.BYTES);
    }
    program.memory().release(mark);
  }

  /** R0 = what was there before. The thread is alone with its value. */
  private void addAtR0(StateMap map, Place amount) {
    int size = Storage.valueBytes(map.value());
    assembler.move(Register.R2, Register.R0);
    assembler.load(Width.of(size), Register.R0, Register.R2, 0);
    emitters.numbers().extend(map.value(), size);
    program.memory().load(Width.DOUBLE, Register.R1, amount, 0);
    assembler.alu(Alu.ADD, Register.R1, Register.R0);
    assembler.store(Width.of(size), Register.R2, 0, Register.R1);
  }

  @Override
  public void delete(Action.Delete action) {
    if (isHere(action.map())) {
      delete((StateMap) action.map());
    } else {
      others.delete(action);
    }
  }

  /** R0 = whether there was a value. A number becomes 0, which is what reading none gives. */
  private void delete(StateMap map) {
    Label none = assembler.newLabel();
    int set = ThreadMaps.setOffset(map.value());
    find(map, false);
    assembler.jumpIf(Condition.EQUAL, Register.R0, 0, none);
    assembler.move(Register.R1, Register.R0);
    assembler.load(Width.DOUBLE, Register.R0, Register.R1, set);
    assembler.store(Width.DOUBLE, Register.R1, set, 0);
    if (Storage.isScalar(map.value())) {
      assembler.store(Width.DOUBLE, Register.R1, 0, 0);
    }
    assembler.place(none);
  }

  private void has(StateMap map) {
    Label none = assembler.newLabel();
    find(map, false);
    assembler.jumpIf(Condition.EQUAL, Register.R0, 0, none);
    assembler.load(Width.DOUBLE, Register.R0, Register.R0, ThreadMaps.setOffset(map.value()));
    assembler.place(none);
  }

  @Override
  public void aggregate(Action.Aggregate action) {
    others.aggregate(action);
  }

  @Override
  public void emit(Action.Emit action) {
    others.emit(action);
  }

  @Override
  public void send(Action.Send action) {
    others.send(action);
  }

  @Override
  public void forEach(Action.ForMap action, Runnable body) {
    others.forEach(action, body);
  }
}
