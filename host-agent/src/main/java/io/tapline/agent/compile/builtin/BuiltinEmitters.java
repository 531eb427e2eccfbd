package io.tapline.agent.compile.builtin;

import io.tapline.agent.bpf.insn.Helper;
import io.tapline.agent.script.ir.Builtin;

/** Registry of the builtins that are numbers. */
public final class BuiltinEmitters {
  private BuiltinEmitters() {}

  /**
   * The emitter of a builtin.
   *
   * @throws IllegalArgumentException for {@code comm}, which is text: {@link CommEmitter}, and for
   *     ids of a namespace, which the kernel writes into memory
   */
  public static BuiltinEmitter of(Builtin builtin) {
    return switch (builtin) {
      case NSECS -> new HelperEmitter(Helper.KTIME_GET_NS);
      case PID -> new UpperHalfEmitter(Helper.GET_CURRENT_PID_TGID);
      case TID -> new LowerHalfEmitter(Helper.GET_CURRENT_PID_TGID);
      case UID -> new LowerHalfEmitter(Helper.GET_CURRENT_UID_GID);
      case GID -> new UpperHalfEmitter(Helper.GET_CURRENT_UID_GID);
      case CPU -> new HelperEmitter(Helper.GET_SMP_PROCESSOR_ID);
      case BOOT_NSECS -> new HelperEmitter(Helper.KTIME_GET_BOOT_NS);
      case TAI_NSECS -> new HelperEmitter(Helper.KTIME_GET_TAI_NS);
      case CURTASK -> new HelperEmitter(Helper.GET_CURRENT_TASK);
      case CGROUP -> new HelperEmitter(Helper.GET_CURRENT_CGROUP_ID);
      case NUMAID -> new HelperEmitter(Helper.GET_NUMA_NODE_ID);
      case JIFFIES -> new HelperEmitter(Helper.JIFFIES64);
      case FUNCTION_ADDRESS -> new FunctionAddressEmitter();
      case NAMESPACE_PID, NAMESPACE_TID ->
          throw new IllegalArgumentException(builtin.word() + " needs memory");
      case COMM -> throw new IllegalArgumentException("comm is no number");
    };
  }
}
