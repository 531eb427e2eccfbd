package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Helper;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.Value;

/** The pipeline's maps: state of one hash map each, aggregations of two, events into the ring. */
final class PipelineMaps implements MapEmitter {
  private final Program program;
  private final Assembler assembler;
  private final Emitters emitters;
  private final StateEmitter states;
  private final AggregateEmitter aggregates;
  private final EventEmitter events;

  PipelineMaps(Program program, Emitters emitters) {
    this.program = program;
    this.assembler = program.assembler();
    this.emitters = emitters;
    this.states = new StateEmitter(program, emitters);
    this.aggregates = new AggregateEmitter(program, emitters);
    this.events = new EventEmitter(program, emitters);
  }

  @Override
  public void number(Value value) {
    if (!(value instanceof Value.MapRead read)) {
      throw new IllegalStateException("not of the pipeline: " + value);
    }
    Label missing = assembler.newLabel();
    Memory.Mark mark = program.memory().mark();
    lookup(read);
    // No entry answers address 0, which is the value 0 as well.
    assembler.jumpIf(Condition.EQUAL, Register.R0, 0, missing);
    int size = Layout.storageBytes(read.type());
    assembler.load(Width.of(size), Register.R0, Register.R0, 0);
    emitters.numbers().extend(read.type(), size);
    assembler.place(missing);
    program.memory().release(mark);
  }

  @Override
  public void memory(Value value, Place destination) {
    if (!(value instanceof Value.MapRead read)) {
      throw new IllegalStateException("not of the pipeline: " + value);
    }
    Label missing = assembler.newLabel();
    Memory.Mark mark = program.memory().mark();
    lookup(read);
    program.memory().clear(destination);
    assembler.jumpIf(Condition.EQUAL, Register.R0, 0, missing);
    int size = Layout.storageBytes(read.type());
    program.memory().copy(Place.at(Register.R0, 0, size), destination);
    assembler.place(missing);
    program.memory().release(mark);
  }

  /** R0 = address of the value, or 0. */
  private void lookup(Value.MapRead read) {
    Place key = emitters.keys().emit(read.keys(), MapPlan.key(read.map()));
    assembler.loadMap(Register.R1, MapPlan.stateName(read.map()));
    program.memory().address(Register.R2, key);
    assembler.call(Helper.MAP_LOOKUP_ELEM);
  }

  @Override
  public void set(Action.SetMap action) {
    states.set(action);
  }

  @Override
  public void add(Action.AddToMap action) {
    states.add(action);
  }

  @Override
  public void delete(Action.Delete action) {
    states.delete(action);
  }

  @Override
  public void aggregate(Action.Aggregate action) {
    aggregates.emit(action);
  }

  @Override
  public void emit(Action.Emit action) {
    events.emit(action);
  }

  @Override
  public void send(Action.Send action) {
    throw new IllegalStateException("not of the pipeline: " + action);
  }

  @Override
  public void forEach(Action.ForMap action, Runnable body) {
    throw new IllegalStateException("not of the pipeline: " + action);
  }
}
