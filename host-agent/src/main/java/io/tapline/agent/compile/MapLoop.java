package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Helper;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.AggregateMap;
import io.tapline.agent.script.ir.ScriptMap;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;
import java.util.List;

/** Loops over a map's entries: the kernel calls a function of the program for each. */
final class MapLoop {
  private final Program program;
  private final Assembler assembler;
  private final Memory memory;
  private final MapEntries entries;
  private final MapTotals totals;

  MapLoop(Program program, MapEntries entries, MapTotals totals) {
    this.program = program;
    this.assembler = program.assembler();
    this.memory = program.memory();
    this.entries = entries;
    this.totals = totals;
  }

  void emit(Action.ForMap node, Runnable body) {
    TraceMap map = entries.plan(node.map());
    if (map.isArray() || map.hasBuckets()) {
      throw new CompileFailure(
          node.range(), node.map().name() + " cannot be gone through", "print it instead");
    }
    Place variable = program.scratch(node.variable());
    Callback round =
        program
            .callbacks()
            .emit(
                "round",
                Register.R4,
                () -> {
                  entry(node, variable);
                  body.run();
                });
    program.at(node.range());
    assembler.loadMap(Register.R1, map.name());
    assembler.loadFunction(Register.R2, round.entry());
    program.callbacks().loadGiven(Register.R3);
    assembler.move(Register.R4, 0);
    assembler.call(Helper.FOR_EACH_MAP_ELEM);
    program.callbacks().leaveIfLeft(round);
  }

  /** The variable is the tuple of key, at R2, and value, at R3. */
  private void entry(Action.ForMap node, Place variable) {
    Type.Tuple tuple = (Type.Tuple) node.variable().type();
    List<Integer> offsets = Storage.offsets(tuple.elements());
    Memory.Mark mark = memory.mark();
    Place key = memory.spill(Register.R2, Long.BYTES);
    Place value = memory.spill(Register.R3, Storage.storageBytes(tuple.elements().get(1)));
    memory.clear(variable);
    key(
        node.map(),
        key,
        variable.part(offsets.get(0), Storage.storageBytes(tuple.elements().get(0))));
    Place second = variable.part(offsets.get(1), Storage.storageBytes(tuple.elements().get(1)));
    if (node.map() instanceof AggregateMap aggregate) {
      // What the kernel hands over is this CPU's value only.
      memory.address(Register.R1, key);
      totals.totalAtR1(aggregate, second);
    } else {
      copy(tuple.elements().get(1), value, second);
    }
    memory.release(mark);
  }

  /** Part by part: the key ends where its last part does, which may be within a word. */
  private void key(ScriptMap map, Place key, Place destination) {
    List<Integer> offsets = Storage.offsets(map.keys());
    for (int i = 0; i < map.keys().size(); i++) {
      Type type = map.keys().get(i);
      int size = Storage.storageBytes(type);
      copy(type, key.part(offsets.get(i), size), destination.part(offsets.get(i), size));
    }
  }

  private void copy(Type type, Place from, Place to) {
    if (Storage.isScalar(type)) {
      Width width = Width.of(Storage.valueBytes(type));
      memory.load(width, Register.R0, from, 0);
      memory.store(width, to, 0, Register.R0);
    } else {
      memory.copy(from, to);
    }
  }

  /** R0 = how many entries a map has. */
  void length(ScriptMap map) {
    assembler.loadMap(Register.R1, entries.plan(map).name());
    program.loadFunction(Register.R2, new CountingSubprogram());
    assembler.move(Register.R3, 0);
    assembler.move(Register.R4, 0);
    assembler.call(Helper.FOR_EACH_MAP_ELEM);
  }
}
