package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Helper;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import io.tapline.agent.compile.gathering.GatheringEmitter;
import io.tapline.agent.compile.gathering.Gatherings;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.Gathering;

/** {@code @m[keys] = count()} and its kin, in TRACE: a lookup, then this CPU's value in place. */
final class Gatherer {
  private final Program program;
  private final Assembler assembler;
  private final Memory memory;
  private final Emitters emitters;
  private final MapEntries entries;

  Gatherer(Program program, Emitters emitters, MapEntries entries) {
    this.program = program;
    this.assembler = program.assembler();
    this.memory = program.memory();
    this.emitters = emitters;
    this.entries = entries;
  }

  void emit(Action.Aggregate node) {
    TraceMap map = entries.plan(node.map());
    GatheringEmitter gathering = Gatherings.of(node.map().gathering());
    Memory.Mark mark = memory.mark();
    Place number = memory.slot();
    node.value()
        .ifPresent(
            value -> {
              emitters.numbers().emit(value);
              memory.store(Width.DOUBLE, number, 0, Register.R0);
            });
    Place key = entries.key(map, node.keys());
    Place interval = memory.slot();
    Place within = memory.slot();
    if (node.map().gathering() instanceof Gathering.TimeSeries series) {
      interval(series, interval, within);
      memory.store(Width.WORD, key, map.layout().bucketOffset(), Register.R0);
    } else if (map.hasBuckets()) {
      memory.load(Width.DOUBLE, Register.R1, number, 0);
      program.call(new BucketSubprogram(node.map().gathering()));
      memory.store(Width.WORD, key, map.layout().bucketOffset(), Register.R0);
    }
    Label done = assembler.newLabel();
    entry(node, map, key, done);
    if (map.isArray()) {
      assembler.store(Width.DOUBLE, Register.R0, map.layout().setOffset(), 1);
    }
    if (node.value().isPresent() && !node.map().gathering().isHistogram()) {
      memory.load(Width.DOUBLE, Register.R1, number, 0);
    }
    if (node.map().gathering() instanceof Gathering.TimeSeries) {
      memory.load(Width.DOUBLE, Register.R2, interval, 0);
      memory.load(Width.DOUBLE, Register.R3, within, 0);
    }
    gathering.update(assembler);
    assembler.place(done);
    memory.release(mark);
  }

  /** R0 = address of this CPU's value; where there is none and no room, goes to {@code failed}. */
  private void entry(Action.Aggregate node, TraceMap map, Place key, Label failed) {
    Label found = assembler.newLabel();
    entries.lookup(map, key);
    if (map.isArray()) {
      // There is no such index only if a bucket's number is wrong.
      assembler.jumpIf(Condition.EQUAL, Register.R0, 0, failed);
      return;
    }
    assembler.jumpIf(Condition.NOT_EQUAL, Register.R0, 0, found);
    Place answer = memory.slot();
    memory.store(Width.DOUBLE, answer, 0, 0);
    memory.address(Register.R1, key);
    memory.address(Register.R2, answer);
    program.call(new NewEntrySubprogram(map.name(), map.layout().valueBytes()));
    assembler.jumpIf(Condition.NOT_EQUAL, Register.R0, 0, found);
    memory.load(Width.DOUBLE, Register.R0, answer, 0);
    assembler.jumpIf(Condition.EQUAL, Register.R0, 0, failed);
    emitters.faults().failed(Helper.MAP_UPDATE_ELEM, node.range(), true);
    assembler.jump(failed);
    assembler.place(found);
  }

  /** The interval that it is now, and how long it has been; R0 = its bucket. */
  private void interval(Gathering.TimeSeries series, Place interval, Place within) {
    assembler.call(Helper.KTIME_GET_BOOT_NS);
    assembler.loadMapValue(Register.R1, CompiledScript.WALL_CLOCK, 0);
    assembler.load(Width.DOUBLE, Register.R1, Register.R1, 0);
    assembler.alu(Alu.ADD, Register.R0, Register.R1);
    assembler.move(Register.R1, series.intervalNanos());
    assembler.move(Register.R2, Register.R0);
    assembler.alu(Alu.MOD, Register.R2, Register.R1);
    memory.store(Width.DOUBLE, within, 0, Register.R2);
    assembler.alu(Alu.DIV, Register.R0, Register.R1);
    memory.store(Width.DOUBLE, interval, 0, Register.R0);
    assembler.alu(Alu.MOD, Register.R0, series.intervals());
  }
}
