package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Helper;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import io.tapline.agent.bpf.spec.ProgramType;
import io.tapline.agent.event.CounterLayout.Counter;
import io.tapline.agent.event.CounterLayout.Kind;
import io.tapline.agent.script.config.Dialect;
import io.tapline.agent.script.ir.Clause;
import io.tapline.agent.script.ir.Scratch;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.source.SourceRange;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One program in the making: what its emitters share.
 *
 * <pre>
 *            pipeline                             trace
 *   R0..R5   for calls and expressions            likewise
 *   R6       what the program was given           likewise (the context)
 *   R7       the counters of this epoch           the program's slot of scratch memory
 *            on this CPU
 *   R8       the ring record, or map value,       likewise
 *            that is being filled
 *   R9       the epoch's parity, 0 or 1           in callbacks the program's own frame
 * </pre>
 */
final class Program {
  static final Register CONTEXT = Register.R6;
  static final Register COUNTERS = Register.R7;
  static final Register SCRATCH = Register.R7;
  static final Register RECORD = Register.R8;
  static final Register PARITY = Register.R9;
  static final Register PROGRAM_FRAME = Register.R9;

  private final Assembler assembler = new Assembler();
  private final Clause clause;
  private final Memory memory;
  private final CounterTable counters;
  private final @Nullable TraceTables tables;
  private final Set<String> threadMaps;
  private final CompileOptions options;
  private final ScratchVariables variables;
  private final Optional<Place> unknown;
  private int rounds;
  private final Map<Subprogram, Label> subprograms = new LinkedHashMap<>();
  private final Optional<Callbacks> callbacks;
  private boolean handsOutFunctions;
  private boolean hasLoops;
  private Flow flow = Flow.clause(assembler.newLabel());
  private SourceRange range;

  /**
   * A program of the pipeline.
   *
   * @param threadMaps names of the maps that are kept with threads
   */
  Program(Clause clause, CounterTable counters, Set<String> threadMaps, CompileOptions options) {
    this(clause, counters, null, threadMaps, options);
  }

  /** A program of TRACE. */
  Program(Clause clause, TraceTables tables, CompileOptions options) {
    this(clause, tables.counters(), tables, tables.threadMaps(), options);
  }

  private Program(
      Clause clause,
      CounterTable counters,
      @Nullable TraceTables tables,
      Set<String> threadMaps,
      CompileOptions options) {
    this.threadMaps = threadMaps;
    this.tables = tables;
    this.clause = clause;
    this.range = clause.range();
    LoopShape shape = new LoopShape(clause.actions());
    int depth = shape.callbackDepth();
    this.memory = new Memory(assembler, clause.range(), options.dialect(), depth);
    this.variables = new ScratchVariables(memory, options.dialect());
    this.unknown = shape.loops() ? Optional.of(memory.slot()) : Optional.empty();
    this.counters = counters;
    this.options = options;
    this.callbacks = depth > 0 ? Optional.of(new Callbacks(this)) : Optional.empty();
  }

  Assembler assembler() {
    return assembler;
  }

  /** Where values lie. */
  Memory memory() {
    return memory;
  }

  CompileOptions options() {
    return options;
  }

  /** What helpers call; there where the clause has a loop over a map. */
  Callbacks callbacks() {
    return callbacks.orElseThrow();
  }

  /** Where statements go on that leave what they are in. */
  Flow flow() {
    return flow;
  }

  void flow(Flow now) {
    flow = now;
  }

  /** What in the script is being emitted. */
  SourceRange range() {
    return range;
  }

  /** What follows comes from there. */
  void at(SourceRange place) {
    range = place;
    assembler.at(place.start());
  }

  /** What is emitted comes from where the value does, as far as that is known. */
  void within(Value value, Runnable emission) {
    SourceRange outer = range;
    if (tables != null) {
      at(tables.ranges().of(value, outer));
    }
    emission.run();
    at(outer);
  }

  /** What kind of program it is. */
  ProgramType type() {
    return ProgramTypes.of(clause.point());
  }

  Clause clause() {
    return clause;
  }

  /** Calls a subprogram, which the program then has. */
  void call(Subprogram subprogram) {
    assembler.call(entry(subprogram));
  }

  /** {@code destination = address of a subprogram}, for a helper to call. */
  void loadFunction(Register destination, Subprogram subprogram) {
    handsOutFunctions = true;
    assembler.loadFunction(destination, entry(subprogram));
  }

  private Label entry(Subprogram subprogram) {
    return subprograms.computeIfAbsent(
        subprogram,
        s -> {
          Label entry = assembler.newLabel();
          assembler.function(entry, s.name());
          return entry;
        });
  }

  /** Names of the maps that are kept with threads. */
  Set<String> threadMaps() {
    return threadMaps;
  }

  /** What the programs of the script share, in TRACE. */
  TraceTables tables() {
    return Objects.requireNonNull(tables, "only in TRACE");
  }

  /** After all else: the subprograms that were called. */
  void finish() {
    subprograms.forEach(
        (subprogram, entry) ->
            assembler.within(
                assembler.appendix(),
                () -> {
                  assembler.place(entry);
                  subprogram.emit(assembler);
                }));
  }

  /** The script goes round in it. */
  void loops() {
    hasLoops = true;
  }

  /** Whether the script goes round in it. */
  boolean hasLoops() {
    return hasLoops;
  }

  /** Whether helpers call functions of the program. */
  boolean hasCallbacks() {
    return callbacks.isPresent() || handsOutFunctions;
  }

  /** Where a scratch variable lies; the same for every use of it. */
  Place scratch(Scratch scratch) {
    return variables.place(scratch);
  }

  /** All scratch variables. */
  ScratchVariables variables() {
    return variables;
  }

  /** At the start of the actions, once all of them are emitted. */
  void begin() {
    variables.clear();
    unknown.ifPresent(
        slot -> {
          assembler.call(Helper.GET_CURRENT_PID_TGID);
          memory.store(Width.DOUBLE, slot, 0, Register.R0);
        });
    callbacks.ifPresent(Callbacks::prepare);
  }

  /** What is emitted until {@link #leaveRound} is done again and again. */
  void enterRound() {
    rounds++;
  }

  void leaveRound() {
    rounds--;
  }

  /**
   * In a loop, makes the verifier forget what it knows about R0, which stays the same, before that
   * is kept until the next round: see {@link Forgetting}. Spoils R1.
   */
  void forget() {
    if (rounds > 0) {
      memory.load(Width.DOUBLE, Register.R1, unknown.orElseThrow(), 0);
      assembler.alu(Alu.XOR, Register.R0, Register.R1);
      assembler.alu(Alu.XOR, Register.R0, Register.R1);
    }
  }

  /** Looks this epoch's counters up; goes to {@code failed} if the impossible happens. */
  void loadCounters(Label failed) {
    assembler.loadMapValue(Register.R1, CompiledScript.GLOBALS, 0);
    assembler.load(Width.DOUBLE, PARITY, Register.R1, 0);
    assembler.alu(Alu.AND, PARITY, 1);
    Memory.Mark mark = memory.mark();
    Place key = memory.slot();
    memory.store(Width.WORD, key, 0, PARITY);
    assembler.loadMap(Register.R1, CounterTable.MAP);
    memory.address(Register.R2, key);
    assembler.call(Helper.MAP_LOOKUP_ELEM);
    assembler.move(COUNTERS, Register.R0);
    assembler.jumpIf(Condition.EQUAL, COUNTERS, 0, failed);
    memory.release(mark);
  }

  /** {@code destination = base + offset}. */
  void address(Register destination, Register base, int offset) {
    assembler.move(destination, base);
    if (offset != 0) {
      assembler.alu(Alu.ADD, destination, offset);
    }
  }

  /** Counts one about this probe. Spoils R1, in TRACE R0 to R5. */
  void count(Kind kind, String reason) {
    count(kind, reason, clause.name());
  }

  /** Counts one. Atomic, because an interrupt's program may count between load and store. */
  void count(Kind kind, String reason, String subject) {
    int offset = counters.offset(new Counter(kind, reason, subject));
    if (options.dialect() == Dialect.TRACE) {
      assembler.move(Register.R1, offset);
      call(new CounterSubprogram(counters));
      return;
    }
    if (offset != (short) offset) {
      throw new CompileFailure(clause.range(), "the script needs too many counters", "");
    }
    assembler.move(Register.R1, 1);
    assembler.atomicAdd(COUNTERS, offset, Register.R1);
  }
}
