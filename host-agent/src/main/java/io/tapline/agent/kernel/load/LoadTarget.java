package io.tapline.agent.kernel.load;

import io.tapline.agent.bpf.spec.AttachTarget;
import io.tapline.agent.bpf.spec.ProgramSpec;
import io.tapline.agent.bpf.spec.ProgramType;
import io.tapline.agent.kernel.sys.ProgramLoad;
import java.util.OptionalInt;

/** What the kernel is told, when it loads a program, that the program is for. */
final class LoadTarget {
  private final boolean uprobeMulti;
  private final FunctionIds functions;

  LoadTarget(boolean uprobeMulti, FunctionIds functions) {
    this.uprobeMulti = uprobeMulti;
    this.functions = functions;
  }

  /** Whether a program goes to many sites by one link. */
  boolean multi(ProgramSpec program) {
    return uprobeMulti && program.type() == ProgramType.UPROBE;
  }

  ProgramLoad.Target of(ProgramSpec program) throws LoadException {
    if (program.target().isPresent()) {
      return tracing(program, program.target().get());
    }
    return multi(program)
        ? new ProgramLoad.Target(ProgramLoad.TRACE_UPROBE_MULTI, 0, null)
        : ProgramLoad.Target.NONE;
  }

  private ProgramLoad.Target tracing(ProgramSpec program, AttachTarget target)
      throws LoadException {
    int id = target.btfId();
    if (id == 0) {
      OptionalInt found = functions.id(target.function());
      if (found.isEmpty()) {
        throw new LoadException(
            "load program "
                + program.name()
                + ": this kernel's BTF has no function "
                + target.function(),
            null);
      }
      id = found.getAsInt();
    }
    return new ProgramLoad.Target(target.attachType(), id, null);
  }
}
