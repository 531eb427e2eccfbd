package io.tapline.agent.compile;

import io.tapline.agent.script.ir.Intrinsic;

/** Registry of the language's functions. */
final class Intrinsics {
  private final Program program;
  private final Emitters emitters;

  Intrinsics(Program program, Emitters emitters) {
    this.program = program;
    this.emitters = emitters;
  }

  IntrinsicEmitter of(Intrinsic function) {
    throw new CompileFailure(program.range(), function + " is not compiled yet", "");
  }
}
