package io.tapline.agent.trace;

import io.tapline.agent.bpf.insn.Disassembler;
import io.tapline.agent.compile.CompiledScript;
import io.tapline.agent.script.config.Dialect;
import io.tapline.agent.script.config.ScriptArguments;
import io.tapline.agent.script.config.ScriptConfig;
import io.tapline.agent.script.expand.ReadScript;
import io.tapline.agent.script.expand.ScriptReader;
import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.script.source.Source;
import java.io.PrintStream;

/** Shows what came of a step of the compiler, for whoever works on it or wonders. */
final class Stages {
  private Stages() {}

  /** The tree, as far as it can be read; what is wrong with it is told elsewhere. */
  static void showTree(
      TraceRequest request, ScriptConfig config, ScriptArguments arguments, PrintStream to) {
    boolean wanted =
        request
            .stage()
            .filter(s -> s == TraceRequest.Stage.AST || s == TraceRequest.Stage.ALL)
            .isPresent();
    if (wanted) {
      Source source = new Source(request.name(), request.text());
      ReadScript read =
          ScriptReader.read(source, Dialect.TRACE, config, arguments, new Diagnostics(source));
      to.println(read.printed());
    }
  }

  static void show(TraceRequest.Stage stage, CompiledScript script, PrintStream to) {
    if (stage == TraceRequest.Stage.ASM || stage == TraceRequest.Stage.ALL) {
      for (CompiledScript.ProbeProgram program : script.programs()) {
        to.println(program.spec().name() + " at " + program.points().get(0).name());
        to.println(Disassembler.print(program.spec().instructions(), program.spec().functions()));
      }
    }
  }
}
