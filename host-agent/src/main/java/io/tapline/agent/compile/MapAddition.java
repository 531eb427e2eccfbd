package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Helper;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import io.tapline.agent.script.ir.StateMap;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.type.Storage;
import java.util.List;

/** Adds to a number of a plain map, where it lies. */
final class MapAddition {
  private final Program program;
  private final Assembler assembler;
  private final Emitters emitters;
  private final MapEntries entries;

  MapAddition(Program program, Emitters emitters, MapEntries entries) {
    this.program = program;
    this.assembler = program.assembler();
    this.emitters = emitters;
    this.entries = entries;
  }

  /**
   * R0 = the number before; 0 if there was none, or no room for it.
   *
   * @param amount eight bytes
   * @param range what the user is told of a map that is full
   */
  void emit(StateMap map, List<Value> keys, Place amount, SourceRange range) {
    TraceMap plan = entries.plan(map);
    if (plan.isArray()) {
      assembler.loadMapValue(Register.R2, plan.name(), 0);
      assembler.store(Width.DOUBLE, Register.R2, plan.layout().setOffset(), 1);
      add(map, amount);
    } else {
      addToEntry(map, plan, keys, amount, range);
    }
  }

  private void addToEntry(
      StateMap map, TraceMap plan, List<Value> keys, Place amount, SourceRange range) {
    Label found = assembler.newLabel();
    Label failed = assembler.newLabel();
    Label nothing = assembler.newLabel();
    Label done = assembler.newLabel();
    Place key = entries.key(plan, keys);
    entries.lookup(plan, key);
    assembler.jumpIf(Condition.NOT_EQUAL, Register.R0, 0, found);
    program.memory().address(Register.R3, amount);
    entries.update(plan, key, MapEntries.NOEXIST);
    assembler.jumpIf(Condition.EQUAL, Register.R0, 0, done);
    assembler.jumpIf(Condition.NOT_EQUAL, Register.R0, MapEntries.EEXIST, failed);
    entries.lookup(plan, key);
    assembler.jumpIf(Condition.NOT_EQUAL, Register.R0, 0, found);
    // Made and deleted by others meanwhile; so is what this would have added.
    assembler.jump(nothing);
    assembler.place(failed);
    emitters.faults().failed(Helper.MAP_UPDATE_ELEM, range, true);
    assembler.place(nothing);
    assembler.move(Register.R0, 0);
    assembler.jump(done);
    assembler.place(found);
    assembler.move(Register.R2, Register.R0);
    add(map, amount);
    assembler.place(done);
  }

  /** Adds at R2; R0 = what was there before. */
  private void add(StateMap map, Place amount) {
    int size = Storage.valueBytes(map.value());
    if (size == Long.BYTES) {
      program.memory().load(Width.DOUBLE, Register.R0, amount, 0);
      assembler.atomicFetchAdd(Register.R2, 0, Register.R0);
      return;
    }
    // Numbers that are added to are widened to 64 bits by the checker; this is for what is not.
    assembler.load(Width.of(size), Register.R0, Register.R2, 0);
    emitters.numbers().extend(map.value(), size);
    program.memory().load(Width.DOUBLE, Register.R1, amount, 0);
    assembler.alu(Alu.ADD, Register.R1, Register.R0);
    assembler.store(Width.of(size), Register.R2, 0, Register.R1);
  }
}
