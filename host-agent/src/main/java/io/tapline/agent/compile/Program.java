package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Helper;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import io.tapline.agent.event.CounterLayout.Counter;
import io.tapline.agent.event.CounterLayout.Kind;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.Clause;
import io.tapline.agent.script.ir.Scratch;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One program in the making: what its emitters share.
 *
 * <pre>
 *   R0..R5  for calls and expressions
 *   R6      what the program was given (the context)
 *   R7      the counters of this epoch on this CPU
 *   R8      the ring record, or map value, that is being filled
 *   R9      the epoch's parity, 0 or 1
 * </pre>
 */
final class Program {
  static final Register CONTEXT = Register.R6;
  static final Register COUNTERS = Register.R7;
  static final Register RECORD = Register.R8;
  static final Register PARITY = Register.R9;

  private final Assembler assembler = new Assembler();
  private final Clause clause;
  private final StackFrame frame;
  private final CounterTable counters;
  private final int firstEventId;
  private final Label bucketSubprogram = assembler.newLabel();
  private final Map<String, Integer> scratches = new HashMap<>();
  private boolean usesBuckets;

  Program(Clause clause, CounterTable counters, int firstEventId) {
    this.firstEventId = firstEventId;
    this.clause = clause;
    this.frame = new StackFrame(clause.range());
    this.counters = counters;
  }

  Assembler assembler() {
    return assembler;
  }

  /** The number that the script's first emit statement writes into its records. */
  int firstEventId() {
    return firstEventId;
  }

  StackFrame frame() {
    return frame;
  }

  Clause clause() {
    return clause;
  }

  /** {@code R0 = bucket of R1}. */
  void callBucket() {
    usesBuckets = true;
    assembler.call(bucketSubprogram);
  }

  /** After the program's own exit: the subprogram, if it was called. */
  void finish() {
    if (usesBuckets) {
      BucketSubprogram.emit(assembler, bucketSubprogram);
    }
  }

  /** Where a scratch variable is on the stack; the same for every use of its name. */
  int scratch(Scratch scratch) {
    return scratches.computeIfAbsent(
        scratch.name(), n -> frame.allocate(Layout.storageBytes(scratch.type())));
  }

  /** Gives every scratch variable that is set its place and clears it: branches may not set it. */
  void clearScratches(List<Action> actions) {
    for (Action action : actions) {
      if (action instanceof Action.SetScratch set && !scratches.containsKey(set.scratch().name())) {
        int slot = scratch(set.scratch());
        int storage = Layout.roundUp(Layout.storageBytes(set.scratch().type()), Long.BYTES);
        for (int i = 0; i < storage; i += Long.BYTES) {
          assembler.store(Width.DOUBLE, Register.R10, slot + i, 0);
        }
      } else if (action instanceof Action.If branch) {
        clearScratches(branch.then());
        clearScratches(branch.otherwise());
      }
    }
  }

  /** Looks this epoch's counters up; goes to {@code failed} if the impossible happens. */
  void loadCounters(Label failed) {
    assembler.loadMapValue(Register.R1, CompiledScript.GLOBALS, 0);
    assembler.load(Width.DOUBLE, PARITY, Register.R1, 0);
    assembler.alu(Alu.AND, PARITY, 1);
    int mark = frame.mark();
    int key = frame.allocate(Integer.BYTES);
    assembler.store(Width.WORD, Register.R10, key, PARITY);
    assembler.loadMap(Register.R1, CounterTable.MAP);
    address(Register.R2, Register.R10, key);
    assembler.call(Helper.MAP_LOOKUP_ELEM);
    assembler.move(COUNTERS, Register.R0);
    assembler.jumpIf(Condition.EQUAL, COUNTERS, 0, failed);
    frame.release(mark);
  }

  /** {@code destination = base + offset}. */
  void address(Register destination, Register base, int offset) {
    assembler.move(destination, base);
    if (offset != 0) {
      assembler.alu(Alu.ADD, destination, offset);
    }
  }

  /** Counts one about this probe. Spoils R1. */
  void count(Kind kind, String reason) {
    count(kind, reason, clause.name());
  }

  /** Counts one. Atomic, because an interrupt's program may count between load and store. */
  void count(Kind kind, String reason, String subject) {
    int offset = counters.offset(new Counter(kind, reason, subject));
    if (offset != (short) offset) {
      throw new CompileFailure(clause.range(), "the script needs too many counters", "");
    }
    assembler.move(Register.R1, 1);
    assembler.atomicAdd(COUNTERS, offset, Register.R1);
  }
}
