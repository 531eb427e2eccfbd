package io.tapline.agent.trace;

import io.tapline.agent.bpf.insn.Disassembler;
import io.tapline.agent.compile.CompiledScript;
import java.io.PrintStream;

/** Shows what came of a step of the compiler, for whoever works on it or wonders. */
final class Stages {
  private Stages() {}

  static void show(TraceRequest.Stage stage, CompiledScript script, PrintStream to) {
    if (stage == TraceRequest.Stage.ASM || stage == TraceRequest.Stage.ALL) {
      for (CompiledScript.ProbeProgram program : script.programs()) {
        to.println(program.spec().name() + " at " + program.points().get(0).name());
        to.println(Disassembler.print(program.spec().instructions(), program.spec().functions()));
      }
    }
  }
}
