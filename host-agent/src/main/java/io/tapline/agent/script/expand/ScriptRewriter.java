package io.tapline.agent.script.expand;

import io.tapline.agent.script.ast.AstRewriter;
import io.tapline.agent.script.ast.Preamble;
import io.tapline.agent.script.ast.Probe;
import io.tapline.agent.script.ast.Script;
import java.util.List;

/** Rewrites all probes and functions of a script. */
abstract class ScriptRewriter extends AstRewriter {

  /** The script with its probes and functions rewritten, and its macros if a pass wants them. */
  Script expand(Script script) {
    Preamble preamble = script.preamble();
    List<Preamble.Subprogram> subprograms =
        preamble.subprograms().stream().map(this::subprogram).toList();
    Preamble rewritten =
        new Preamble(
            preamble.settings(),
            preamble.imports(),
            preamble.definitions(),
            preamble.maps(),
            macros(preamble.macros()),
            subprograms);
    List<Probe> probes = script.probes().stream().map(this::probe).toList();
    return new Script(rewritten, probes, script.range());
  }

  /** What the macros become. */
  List<Preamble.Macro> macros(List<Preamble.Macro> macros) {
    return macros;
  }

  private Preamble.Subprogram subprogram(Preamble.Subprogram subprogram) {
    return new Preamble.Subprogram(
        subprogram.name(),
        subprogram.parameters(),
        subprogram.result(),
        rewriteBlock(subprogram.body()),
        subprogram.range());
  }

  private Probe probe(Probe probe) {
    return new Probe(
        probe.points(),
        probe.predicate().map(this::rewrite),
        rewriteBlock(probe.body()),
        probe.range());
  }
}
