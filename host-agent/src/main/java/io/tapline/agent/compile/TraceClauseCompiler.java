package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Instruction;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.ProgramTooLongException;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Section;
import io.tapline.agent.bpf.spec.ProgramSpec;
import io.tapline.agent.script.ir.Clause;
import java.util.List;

/**
 * One clause at one site to one program of {@code trace}.
 *
 * <pre>
 *   context      R6 = R1
 *   -p, guard
 *   early        the slot of scratch memory is taken here if the predicate needs it already
 *   predicate
 *   late         else here; what callbacks need; scratch variables are cleared
 *   actions
 *   leave        the slot is given back; exit with R0
 *   turned away  exit with 0
 * </pre>
 */
final class TraceClauseCompiler {
  private final Clause clause;
  private final Program program;
  private final Assembler assembler;
  private final Emitters emitters;

  TraceClauseCompiler(Clause clause, TraceTables tables, CompileOptions options) {
    this.clause = clause;
    this.program = new Program(clause, tables, options);
    this.assembler = program.assembler();
    this.emitters = new Emitters(program, () -> {});
  }

  CompiledClause compile() {
    Label leave = assembler.newLabel();
    Label notAHit = assembler.newLabel();
    Label rejected = assembler.newLabel();
    program.at(clause.range());
    assembler.entry("probe");
    assembler.move(Program.CONTEXT, Register.R1);
    ProcessFilter.of(clause, program.options().arguments())
        .ifPresent(f -> emitters.conditions().jump(f, false, notAHit));
    clause.guard().ifPresent(g -> emitters.conditions().jump(g, false, notAHit));
    Section early = assembler.section();
    List<Place> cleared =
        clause.predicate().map(p -> program.variables().placeAll(p)).orElse(List.of());
    clause.predicate().ifPresent(p -> emitters.conditions().jump(p, false, rejected));
    boolean takenEarly = program.memory().scratch().isUsed();
    Section late = assembler.section();
    program.flow(Flow.clause(leave));
    program.variables().placeAll(clause.actions());
    emitters.actions().emit(clause.actions());
    program.at(clause.range());
    end(takenEarly ? early : late, notAHit, rejected, takenEarly);
    assembler.within(early, () -> cleared.forEach(program.memory()::clear));
    assembler.within(late, program::begin);
    if (program.hasLoops()) {
      assembler.within(late, () -> LoopGuard.emit(assembler, program.tables().loopMap()));
    }
    program.finish();
    return new CompiledClause(spec(), program.memory().scratch().sizeBytes());
  }

  /** The ways out, and the claim of scratch memory, once it is known whether there is one. */
  private void end(Section start, Label notAHit, Label rejected, boolean takenEarly) {
    boolean scratch = program.memory().scratch().isUsed();
    if (takenEarly || !scratch) {
      assembler.place(rejected);
    }
    if (!scratch) {
      assembler.place(notAHit);
    }
    // Anything else would make perf record a sample as well.
    assembler.move(Register.R0, 0);
    assembler.place(program.flow().leave());
    if (!scratch) {
      assembler.exit();
      return;
    }
    Label none = assembler.newLabel();
    ScratchClaim claim = new ScratchClaim(program);
    assembler.within(start, () -> claim.take(none));
    claim.release();
    assembler.exit();
    if (!takenEarly) {
      assembler.place(rejected);
    }
    assembler.place(notAHit);
    assembler.place(none);
    assembler.move(Register.R0, 0);
    assembler.exit();
  }

  private ProgramSpec spec() {
    try {
      List<Instruction> instructions = assembler.finish();
      return new ProgramSpec(
          ProgramTypes.name(clause.name()),
          ProgramTypes.of(clause.point()),
          instructions,
          assembler.functions(),
          program.hasCallbacks(),
          ProgramTypes.target(clause.point()));
    } catch (ProgramTooLongException e) {
      throw new CompileFailure(
          clause.range(), "this probe's program is too long: " + e.getMessage(), "split the probe");
    }
  }
}
