package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Helper;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import io.tapline.agent.event.CounterLayout.Kind;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.AggregateMap;
import io.tapline.agent.script.ir.Gathering;

/**
 * One more in an aggregation map: a lookup and an atomic add; the first of a key makes the entry.
 * Every way out is either in the map or counted as dropped.
 *
 * <pre>
 *   COUNT                  value: u64 count
 *   SUM                    value: i64 sum, u64 count
 *   EXPONENTIAL_HISTOGRAM  value: u64 count; bucket number at the end of the key
 * </pre>
 */
final class AggregateEmitter {
  private static final int NOEXIST = 1;
  private static final int E2BIG = -7;
  private static final int EBUSY = -16;
  private static final int EEXIST = -17;

  private final Program program;
  private final Assembler assembler;
  private final Emitters emitters;

  AggregateEmitter(Program program, Emitters emitters) {
    this.program = program;
    this.assembler = program.assembler();
    this.emitters = emitters;
  }

  void emit(Action.Aggregate node) {
    AggregateMap map = node.map();
    KeyLayout layout = MapPlan.key(map);
    Memory.Mark mark = program.memory().mark();
    Place value = initialValue(node);
    Place key = emitters.keys().emit(node.keys(), layout);
    if (map.gathering().hasBuckets()) {
      emitters.numbers().emit(node.value().orElseThrow());
      assembler.move(Register.R1, Register.R0);
      program.call(new BucketSubprogram(map.gathering()));
      program.memory().store(Width.WORD, key, layout.bucketOffset(), Register.R0);
    }
    program.count(Kind.HITS, "");
    put(map, key, value);
    program.memory().release(mark);
  }

  /** The value of a new entry, on the stack. */
  private Place initialValue(Action.Aggregate node) {
    Place slot = program.memory().allocate(MapPlan.valueBytes(node.map().gathering()));
    if (node.map().gathering() instanceof Gathering.Sum) {
      emitters.numbers().emit(node.value().orElseThrow());
      program.memory().store(Width.DOUBLE, slot, 0, Register.R0);
      program.memory().store(Width.DOUBLE, slot, Long.BYTES, 1);
    } else {
      program.memory().store(Width.DOUBLE, slot, 0, 1);
    }
    return slot;
  }

  private void put(AggregateMap map, Place key, Place value) {
    Label add = assembler.newLabel();
    Label failed = assembler.newLabel();
    Label done = assembler.newLabel();
    lookup(map, key);
    assembler.jumpIf(Condition.NOT_EQUAL, Register.R0, 0, add);
    loadMap(map);
    program.memory().address(Register.R2, key);
    program.memory().address(Register.R3, value);
    assembler.move(Register.R4, NOEXIST);
    assembler.call(Helper.MAP_UPDATE_ELEM);
    assembler.jumpIf(Condition.EQUAL, Register.R0, 0, done);
    assembler.jumpIf(Condition.NOT_EQUAL, Register.R0, EEXIST, failed);
    // Another CPU made the entry meanwhile.
    lookup(map, key);
    assembler.jumpIf(Condition.NOT_EQUAL, Register.R0, 0, add);
    assembler.place(failed);
    countFailure(map, done);
    assembler.place(add);
    program.memory().load(Width.DOUBLE, Register.R1, value, 0);
    assembler.atomicAdd(Register.R0, 0, Register.R1);
    if (map.gathering() instanceof Gathering.Sum) {
      assembler.move(Register.R1, 1);
      assembler.atomicAdd(Register.R0, Long.BYTES, Register.R1);
    }
    assembler.place(done);
  }

  /** R0 is the errno. */
  private void countFailure(AggregateMap map, Label done) {
    Label notFull = assembler.newLabel();
    Label notBusy = assembler.newLabel();
    assembler.jumpIf(Condition.NOT_EQUAL, Register.R0, E2BIG, notFull);
    program.count(Kind.DROPPED, "map_full", map.name());
    assembler.jump(done);
    assembler.place(notFull);
    assembler.jumpIf(Condition.NOT_EQUAL, Register.R0, EBUSY, notBusy);
    program.count(Kind.DROPPED, "map_busy", map.name());
    assembler.jump(done);
    assembler.place(notBusy);
    program.count(Kind.DROPPED, "map_error", map.name());
    assembler.jump(done);
  }

  private void lookup(AggregateMap map, Place key) {
    loadMap(map);
    program.memory().address(Register.R2, key);
    assembler.call(Helper.MAP_LOOKUP_ELEM);
  }

  /** R1 = the map of this epoch. */
  private void loadMap(AggregateMap map) {
    Label chosen = assembler.newLabel();
    assembler.loadMap(Register.R1, MapPlan.aggregateName(map, 0));
    assembler.jumpIf(Condition.EQUAL, Program.PARITY, 0, chosen);
    assembler.loadMap(Register.R1, MapPlan.aggregateName(map, 1));
    assembler.place(chosen);
  }
}
