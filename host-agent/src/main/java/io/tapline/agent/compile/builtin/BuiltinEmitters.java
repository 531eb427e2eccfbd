package io.tapline.agent.compile.builtin;

import io.tapline.agent.bpf.insn.Helper;
import io.tapline.agent.script.ir.Builtin;

/** Registry of the builtins that are numbers. */
public final class BuiltinEmitters {
  private BuiltinEmitters() {}

  /**
   * The emitter of a builtin.
   *
   * @throws IllegalArgumentException for {@code comm}, which is text: {@link CommEmitter}
   */
  public static BuiltinEmitter of(Builtin builtin) {
    return switch (builtin) {
      case NSECS -> new ClockEmitter();
      case PID -> new UpperHalfEmitter(Helper.GET_CURRENT_PID_TGID);
      case TID -> new LowerHalfEmitter(Helper.GET_CURRENT_PID_TGID);
      case UID -> new LowerHalfEmitter(Helper.GET_CURRENT_UID_GID);
      case GID -> new UpperHalfEmitter(Helper.GET_CURRENT_UID_GID);
      case CPU -> new CpuEmitter();
      case BOOT_NSECS,
          TAI_NSECS,
          NAMESPACE_PID,
          NAMESPACE_TID,
          CURTASK,
          CGROUP,
          NUMAID,
          JIFFIES,
          FUNCTION_ADDRESS ->
          throw new UnsupportedOperationException(builtin.word());
      case COMM -> throw new IllegalArgumentException("comm is no number");
    };
  }
}
