package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Helper;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import io.tapline.agent.script.ir.ScriptMap;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;
import java.util.List;

/** Keys of a script's maps in memory, and the helpers that take them. */
final class MapEntries {
  /** BPF_ANY and BPF_NOEXIST, include/uapi/linux/bpf.h. */
  static final int ANY = 0;

  static final int NOEXIST = 1;

  /** Another CPU made the entry meanwhile. */
  static final int EEXIST = -17;

  private final Program program;
  private final Assembler assembler;
  private final Emitters emitters;

  MapEntries(Program program, Emitters emitters) {
    this.program = program;
    this.assembler = program.assembler();
    this.emitters = emitters;
  }

  /** The plan of a map. */
  TraceMap plan(ScriptMap map) {
    return TraceMap.of(map, program.options());
  }

  /** The key in memory; the bucket, if there is one, is zero. The caller releases it. */
  Place key(TraceMap map, List<Value> keys) {
    if (isWholeKey(map, keys)) {
      return emitters.memory().locate(keys.get(0));
    }
    Place key = program.memory().allocate(map.layout().keyBytes());
    for (TraceMap.Gap gap : map.keyGaps()) {
      program.memory().store(Width.of(gap.length()), key, gap.offset(), 0);
    }
    for (int i = 0; i < keys.size(); i++) {
      Type type = map.map().keys().get(i);
      int offset = map.layout().keyOffsets().get(i);
      emitters.memory().store(keys.get(i), key.part(offset, Storage.storageBytes(type)));
    }
    if (map.hasBuckets() || map.isArray()) {
      int bucket = Math.max(0, map.layout().bucketOffset());
      program.memory().store(Width.WORD, key, bucket, 0);
    }
    return key;
  }

  /** Whether there is nothing in the key but one value, in memory as it lies anyway. */
  private static boolean isWholeKey(TraceMap map, List<Value> keys) {
    return keys.size() == 1
        && !map.hasBuckets()
        && !Storage.isScalar(keys.get(0).type())
        && Storage.storageBytes(keys.get(0).type()) == map.layout().keyBytes();
  }

  /** R0 = address of the entry's value, on this CPU if it has several; 0 if there is none. */
  void lookup(TraceMap map, Place key) {
    load(map, key);
    assembler.call(Helper.MAP_LOOKUP_ELEM);
  }

  /** R0 = 0, or a negative errno. R3 is the value's address. */
  void update(TraceMap map, Place key, int flags) {
    load(map, key);
    assembler.move(Register.R4, flags);
    assembler.call(Helper.MAP_UPDATE_ELEM);
  }

  /** R0 = 0, or a negative errno. */
  void delete(TraceMap map, Place key) {
    load(map, key);
    assembler.call(Helper.MAP_DELETE_ELEM);
  }

  /** R1 = the map, R2 = the key. */
  private void load(TraceMap map, Place key) {
    program.memory().address(Register.R2, key);
    assembler.loadMap(Register.R1, map.name());
  }
}
