package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import io.tapline.agent.script.ir.AggregateMap;
import io.tapline.agent.script.ir.ScriptMap;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;
import java.util.List;

/**
 * Whether a map has a key, and what takes one away. A histogram has a key if any of its buckets is
 * there, and all of them are taken away.
 */
final class MapKeys {
  private final Program program;
  private final Assembler assembler;
  private final Memory memory;
  private final Emitters emitters;
  private final MapEntries entries;
  private final MapTotals totals;

  MapKeys(Program program, Emitters emitters, MapEntries entries, MapTotals totals) {
    this.program = program;
    this.assembler = program.assembler();
    this.memory = program.memory();
    this.emitters = emitters;
    this.entries = entries;
    this.totals = totals;
  }

  /** R0 = whether there is an entry, 1 or 0. */
  void has(ScriptMap map, List<Value> keys) {
    Memory.Mark mark = memory.mark();
    TraceMap plan = entries.plan(map);
    if (plan.isArray()) {
      visitArray(plan, false);
    } else if (plan.hasBuckets()) {
      visitBuckets(plan, keys, false);
    } else {
      entries.lookup(plan, entries.key(plan, keys));
      truth();
    }
    memory.release(mark);
  }

  /** Takes the entry away; R0 = whether there was one, 1 or 0. */
  void delete(ScriptMap map, List<Value> keys) {
    Memory.Mark mark = memory.mark();
    TraceMap plan = entries.plan(map);
    if (plan.isArray()) {
      visitArray(plan, true);
    } else if (plan.hasBuckets()) {
      visitBuckets(plan, keys, true);
    } else {
      entries.delete(plan, entries.key(plan, keys));
      // 0, or a negative errno.
      assembler.alu(Alu.SHIFT_RIGHT_SIGNED, Register.R0, Long.SIZE - 1);
      assembler.alu(Alu.ADD, Register.R0, 1);
    }
    memory.release(mark);
  }

  /** R0 = whether R0 is other than zero. */
  private void truth() {
    Label none = assembler.newLabel();
    assembler.jumpIf(Condition.EQUAL, Register.R0, 0, none);
    assembler.move(Register.R0, 1);
    assembler.place(none);
  }

  private void visitArray(TraceMap plan, boolean clear) {
    assembler.move(Register.R1, 0);
    program.call(
        new ArraySubprogram(
            plan.name(),
            plan.layout().perCpu(),
            plan.spec().maxEntries(),
            plan.layout().setOffset(),
            clear));
  }

  private void visitBuckets(TraceMap plan, List<Value> keys, boolean delete) {
    memory.address(Register.R1, entries.key(plan, keys));
    program.call(
        new BucketsSubprogram(
            plan.name(),
            plan.layout().bucketOffset(),
            TraceMap.buckets(((AggregateMap) plan.map()).gathering()),
            delete));
  }

  /** R0 = whether there is an entry; if so, the scratch variable is set to what it holds. */
  void find(Value.FindInMap node) {
    Label none = assembler.newLabel();
    Memory.Mark mark = memory.mark();
    TraceMap plan = entries.plan(node.map());
    Place result = program.scratch(node.result());
    if (node.map() instanceof AggregateMap aggregate) {
      Place number = memory.slot();
      totals.total(aggregate, entries.key(plan, node.keys()), number);
      assembler.jumpIf(Condition.EQUAL, Register.R0, 0, none);
      memory.load(Width.DOUBLE, Register.R0, number, 0);
      memory.store(Width.DOUBLE, result, 0, Register.R0);
    } else {
      lookup(plan, node.keys());
      assembler.jumpIf(Condition.EQUAL, Register.R0, 0, none);
      copy(node.result().type(), result);
    }
    assembler.move(Register.R0, 1);
    assembler.place(none);
    memory.release(mark);
  }

  /** R0 = address of the value, 0 if there is none; none of an array that was never set. */
  private void lookup(TraceMap plan, List<Value> keys) {
    if (!plan.isArray()) {
      entries.lookup(plan, entries.key(plan, keys));
      return;
    }
    Label unset = assembler.newLabel();
    assembler.loadMapValue(Register.R1, plan.name(), 0);
    assembler.load(Width.DOUBLE, Register.R0, Register.R1, plan.layout().setOffset());
    assembler.jumpIf(Condition.EQUAL, Register.R0, 0, unset);
    assembler.move(Register.R0, Register.R1);
    assembler.place(unset);
  }

  /** What lies at R0 into a scratch variable, where scalars take 64 bits. */
  private void copy(Type type, Place result) {
    int size = Storage.storageBytes(type);
    if (Storage.isScalar(type)) {
      assembler.load(Width.of(size), Register.R0, Register.R0, 0);
      emitters.numbers().extend(type, size);
      memory.store(Width.DOUBLE, result, 0, Register.R0);
    } else {
      memory.copy(Place.at(Register.R0, 0, size), result);
    }
  }
}
