package io.tapline.agent.compile;

import io.tapline.agent.bpf.spec.MapSpec;
import io.tapline.agent.compile.CompiledScript.ProbeProgram;
import io.tapline.agent.script.config.Dialect;
import io.tapline.agent.script.ir.CheckedScript;
import io.tapline.agent.script.ir.Clause;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A checked script to blueprints. */
final class CodeGenerator {
  private final CheckedScript script;
  private final CompileOptions options;

  CodeGenerator(CheckedScript script, CompileOptions options) {
    this.script = script;
    this.options = options;
  }

  CompiledScript generate() {
    return options.dialect() == Dialect.TRACE ? trace() : pipeline();
  }

  private CompiledScript pipeline() {
    CounterTable counters = new CounterTable();
    Set<String> threadMaps = ThreadMaps.of(script, options);
    List<ProbeProgram> programs = new ArrayList<>();
    for (Clause clause : script.clauses()) {
      CompiledClause compiled = new ClauseCompiler(clause, counters, threadMaps, options).compile();
      programs.add(new ProbeProgram(compiled.program(), clause.points()));
    }
    MapPlan plan = new MapPlan(script, threadMaps, options);
    List<MapSpec> maps = plan.specs(counters);
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

  private CompiledScript trace() {
    TraceTables tables = new TraceTables(script, options);
    List<ProbeProgram> programs = new ArrayList<>();
    List<Integer> slotBytes = new ArrayList<>();
    for (Clause clause : script.clauses()) {
      CompiledClause compiled = new TraceClauseCompiler(clause, tables, options).compile();
      slotBytes.add(compiled.scratchBytes());
      programs.add(new ProbeProgram(compiled.program(), clause.points()));
    }
    List<MapSpec> maps =
        new ArrayList<>(tables.specs(programs.stream().map(ProbeProgram::spec).toList()));
    maps.addAll(ScratchMemory.specs(slotBytes));
    return new CompiledScript(
        programs,
        maps,
        List.of(),
        List.of(),
        tables.counters().layout(),
        tables.messages().layouts(),
        tables.maps(),
        tables.stacks().layouts(),
        script.probeNames());
  }
}
