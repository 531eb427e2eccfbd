package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.ProgramTooLongException;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.spec.ProgramSpec;
import io.tapline.agent.script.ir.Clause;
import java.util.Set;

/** One clause at one site to one program of the pipeline. */
final class ClauseCompiler {
  private final Clause clause;
  private final Program program;
  private final Assembler assembler;

  ClauseCompiler(
      Clause clause, CounterTable counters, Set<String> threadMaps, CompileOptions options) {
    this.clause = clause;
    this.program = new Program(clause, counters, threadMaps, options);
    this.assembler = program.assembler();
  }

  CompiledClause compile() {
    Label exit = assembler.newLabel();
    Label finish = assembler.newLabel();
    Label filtered = assembler.newLabel();
    assembler.at(clause.range().start());
    assembler.move(Program.CONTEXT, Register.R1);
    OutputFlag flag = new OutputFlag(program, clause.actions());
    Emitters emitters = new Emitters(program, flag::raise);
    clause.guard().ifPresent(g -> emitters.conditions().jump(g, false, exit));
    program.loadCounters(exit);
    flag.place();
    clause.predicate().ifPresent(p -> emitters.conditions().jump(p, false, filtered));
    program.variables().placeAndClear(clause.actions());
    flag.lower();
    program.flow(Flow.clause(finish));
    emitters.actions().emit(clause.actions());
    assembler.at(clause.range().start());
    assembler.place(finish);
    flag.finish(filtered);
    assembler.place(exit);
    // Anything else would make perf record a sample as well.
    assembler.move(Register.R0, 0);
    assembler.exit();
    program.finish();
    try {
      String name = ProgramTypes.name(clause.name());
      return new CompiledClause(
          new ProgramSpec(name, ProgramTypes.of(clause.point()), assembler.finish()), 0);
    } catch (ProgramTooLongException e) {
      throw new CompileFailure(
          clause.range(), "this probe's program is too long: " + e.getMessage(), "split the probe");
    }
  }
}
