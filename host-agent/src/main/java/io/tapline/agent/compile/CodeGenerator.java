package io.tapline.agent.compile;

import io.tapline.agent.bpf.spec.MapSpec;
import io.tapline.agent.compile.CompiledScript.ProbeProgram;
import io.tapline.agent.script.ir.CheckedScript;
import io.tapline.agent.script.ir.Clause;
import java.util.ArrayList;
import java.util.List;

/** A checked script to blueprints. */
final class CodeGenerator {
  private final CheckedScript script;
  private final CompileOptions options;

  CodeGenerator(CheckedScript script, CompileOptions options) {
    this.script = script;
    this.options = options;
  }

  CompiledScript generate() {
    CounterTable counters = new CounterTable();
    List<ProbeProgram> programs = new ArrayList<>();
    for (Clause clause : script.clauses()) {
      programs.add(
          new ProbeProgram(
              new ClauseCompiler(clause, counters, options.firstEventId()).compile(),
              clause.points()));
    }
    MapPlan plan = new MapPlan(script, options);
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
}
