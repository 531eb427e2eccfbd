package io.tapline.agent.kernel;

import io.tapline.agent.bpf.spec.ProgramType;
import io.tapline.agent.kernel.load.LoadException;
import io.tapline.agent.kernel.load.Loader;
import io.tapline.agent.kernel.sys.BpfSyscall;
import io.tapline.agent.kernel.sys.LibC;
import java.util.Map;

/** Loads a program in a process that may not, and prints what comes of it. */
final class WithoutRights {
  private WithoutRights() {}

  public static void main(String[] arguments) {
    try {
      new Loader(new BpfSyscall(LibC.load()), false, 1)
          .load(KernelRig.program(ProgramType.RAW_TRACEPOINT, Asm.mov(0, 0), Asm.exit()), Map.of())
          .close();
      System.out.println("loaded");
    } catch (LoadException e) {
      System.out.println(e);
    }
  }
}
