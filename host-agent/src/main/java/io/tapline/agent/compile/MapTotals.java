package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Helper;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import io.tapline.agent.compile.gathering.Gatherings;
import io.tapline.agent.compile.gathering.TotalEmitter;
import io.tapline.agent.script.ir.AggregateMap;
import io.tapline.agent.script.ir.Value;

/** What aggregations have gathered so far on all CPUs, read by programs. */
final class MapTotals {
  private final Program program;
  private final Assembler assembler;
  private final Memory memory;
  private final Emitters emitters;
  private final MapEntries entries;

  MapTotals(Program program, Emitters emitters, MapEntries entries) {
    this.program = program;
    this.assembler = program.assembler();
    this.memory = program.memory();
    this.emitters = emitters;
    this.entries = entries;
  }

  /** R0 = the number; 0 if there is none, which the user is told, as bpftrace does. */
  void number(Value.AggregateRead node) {
    Label found = assembler.newLabel();
    Memory.Mark mark = memory.mark();
    TraceMap map = entries.plan(node.map());
    Place number = memory.slot();
    total(node.map(), entries.key(map, node.keys()), number);
    assembler.jumpIf(Condition.NOT_EQUAL, Register.R0, 0, found);
    emitters.faults().failed(Helper.MAP_LOOKUP_PERCPU_ELEM, node.range(), true);
    assembler.place(found);
    memory.load(Width.DOUBLE, Register.R0, number, 0);
    memory.release(mark);
  }

  /** The number of the entry under a key to a place of 8 bytes; R0 = whether there is one. */
  void total(AggregateMap map, Place key, Place number) {
    memory.address(Register.R1, key);
    totalAtR1(map, number);
  }

  /** Likewise, of the key at R1. */
  void totalAtR1(AggregateMap map, Place number) {
    memory.address(Register.R2, number);
    TraceMap plan = entries.plan(map);
    TotalEmitter total =
        Gatherings.of(map.gathering())
            .total()
            .orElseThrow(
                () ->
                    new CompileFailure(
                        program.range(),
                        "what " + map.name() + " gathers is no number",
                        "print the map instead"));
    program.call(new TotalSubprogram(plan.name(), total, plan.layout().setOffset()));
  }
}
