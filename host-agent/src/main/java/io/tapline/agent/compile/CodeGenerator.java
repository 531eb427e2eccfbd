package io.tapline.agent.compile;

import io.tapline.agent.bpf.spec.MapSpec;
import io.tapline.agent.compile.CompiledScript.ProbeProgram;
import io.tapline.agent.script.config.Dialect;
import io.tapline.agent.script.ir.CheckedScript;
import io.tapline.agent.script.ir.Clause;
import java.util.ArrayList;
import java.util.List;

/** A checked script to blueprints. */
final class CodeGenerator {
  private final CheckedScript script;
  private final CompileOptions options;
  private final Emitters.Maps traceMaps;

  CodeGenerator(CheckedScript script, CompileOptions options) {
    this(script, options, TraceMaps::new);
  }

  /**
   * @param traceMaps what emits maps of TRACE
   */
  CodeGenerator(CheckedScript script, CompileOptions options, Emitters.Maps traceMaps) {
    this.traceMaps = traceMaps;
    this.script = script;
    this.options = options;
  }

  CompiledScript generate() {
    CounterTable counters = new CounterTable();
    List<ProbeProgram> programs = new ArrayList<>();
    int scratchBytes = 0;
    for (Clause clause : script.clauses()) {
      CompiledClause compiled = compile(clause, counters);
      scratchBytes = Math.max(scratchBytes, compiled.scratchBytes());
      programs.add(new ProbeProgram(compiled.program(), clause.points()));
    }
    MapPlan plan = new MapPlan(script, options);
    List<MapSpec> maps = new ArrayList<>(plan.specs(counters));
    if (scratchBytes > 0) {
      maps.add(ScratchMemory.spec(scratchBytes));
    }
    return new CompiledScript(
        programs,
        maps,
        script.events().stream().map(e -> EventEmitter.layout(e, options.firstEventId())).toList(),
        plan.aggregates(),
        counters.layout(),
        List.of(),
        List.of(),
        List.of(),
        script.probeNames());
  }

  private CompiledClause compile(Clause clause, CounterTable counters) {
    return options.dialect() == Dialect.TRACE
        ? new TraceClauseCompiler(clause, counters, options, traceMaps).compile()
        : new ClauseCompiler(clause, counters, options).compile();
  }
}
