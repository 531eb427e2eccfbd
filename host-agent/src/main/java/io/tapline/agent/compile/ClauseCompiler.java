package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.JumpTooFarException;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.spec.ProgramSpec;
import io.tapline.agent.bpf.spec.ProgramType;
import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.script.ir.Clause;
import java.util.Locale;

/** One clause at one site to one program. */
final class ClauseCompiler {
  /** BPF_OBJ_NAME_LEN less the NUL. */
  private static final int MAX_NAME = 15;

  private final Clause clause;
  private final Program program;
  private final Assembler assembler;
  private final Emitters emitters;

  ClauseCompiler(Clause clause, CounterTable counters, int firstEventId) {
    this.clause = clause;
    this.program = new Program(clause, counters, firstEventId);
    this.assembler = program.assembler();
    this.emitters = new Emitters(program);
  }

  ProgramSpec compile() {
    Label exit = assembler.newLabel();
    Label finish = assembler.newLabel();
    Label filtered = assembler.newLabel();
    assembler.at(clause.range().start());
    assembler.move(Program.CONTEXT, Register.R1);
    clause.guard().ifPresent(g -> emitters.conditions().jump(g, false, exit));
    program.loadCounters(exit);
    OutputFlag flag = new OutputFlag(program, clause.actions());
    clause.predicate().ifPresent(p -> emitters.conditions().jump(p, false, filtered));
    program.clearScratches(clause.actions());
    flag.lower();
    new ActionEmitter(program, emitters, flag, finish).emit(clause.actions());
    assembler.at(clause.range().start());
    assembler.place(finish);
    flag.finish(filtered);
    assembler.place(exit);
    // Anything else would make perf record a sample as well.
    assembler.move(Register.R0, 0);
    assembler.exit();
    program.finish();
    try {
      return new ProgramSpec(name(), type(clause.point()), assembler.finish());
    } catch (JumpTooFarException e) {
      throw new CompileFailure(
          clause.range(), "this probe's program is too long: " + e.getMessage(), "split the probe");
    }
  }

  private String name() {
    String full = clause.name();
    String last = full.substring(full.lastIndexOf(':') + 1).toLowerCase(Locale.ROOT);
    String plain = last.replaceAll("[^a-z0-9_]", "_");
    return plain.substring(0, Math.min(MAX_NAME, plain.length()));
  }

  /** What the kernel lets run there. Timers of the agent and begin and end are test runs. */
  private static ProgramType type(ProbePoint point) {
    return switch (point.provider()) {
      case BEGIN, END, INTERVAL, RAWTRACEPOINT, SELF, BENCH, TEST -> ProgramType.RAW_TRACEPOINT;
      case TRACEPOINT -> ProgramType.TRACEPOINT;
      case USDT, UPROBE, URETPROBE, KPROBE, KRETPROBE -> ProgramType.KPROBE;
      case PROFILE, SOFTWARE, HARDWARE, WATCHPOINT, ASYNCWATCHPOINT -> ProgramType.PERF_EVENT;
      case FENTRY, FEXIT, ITER -> ProgramType.TRACING;
    };
  }
}
