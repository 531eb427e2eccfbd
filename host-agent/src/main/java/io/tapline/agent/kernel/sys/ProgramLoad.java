package io.tapline.agent.kernel.sys;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What BPF_PROG_LOAD takes.
 *
 * @param type {@code enum bpf_prog_type}
 * @param target what it is made for
 * @param name at most 15 bytes of [A-Za-z0-9_.]
 * @param license of the program: helpers that read memory want one that the GPL goes with
 * @param instructions direct, encoded, 8 bytes per slot, from 0 to capacity
 * @param functions its functions; null when no helper calls one of them
 * @param log direct, zeroed, where the verifier writes its log; null for none
 */
public record ProgramLoad(
    int type,
    Target target,
    String name,
    String license,
    ByteBuffer instructions,
    @Nullable Functions functions,
    @Nullable ByteBuffer log) {

  /** The license that all helpers are content with. */
  public static final String GPL = "GPL";

  /** BPF_TRACE_FENTRY. */
  public static final int TRACE_FENTRY = 24;

  /** BPF_TRACE_UPROBE_MULTI. */
  public static final int TRACE_UPROBE_MULTI = 48;

  /**
   * What the kernel shall check the program against.
   *
   * @param attachType {@code enum bpf_attach_type}; 0 where the type of program has no choice
   * @param btfId of what a tracing program goes to; 0 for other types
   * @param module the BTF of the module that {@code btfId} is in; null for the kernel itself
   */
  public record Target(int attachType, int btfId, @Nullable FileDescriptor module) {
    /** Nothing but what the type of program says. */
    public static final Target NONE = new Target(0, 0, null);
  }

  /**
   * Where its functions begin.
   *
   * @param types BTF of their prototypes
   * @param infos direct, {@code struct bpf_func_info} one after the other
   * @param infoBytes of one of them
   */
  public record Functions(FileDescriptor types, ByteBuffer infos, int infoBytes) {}

  /** The same load with a log. */
  public ProgramLoad withLog(ByteBuffer buffer) {
    return new ProgramLoad(type, target, name, license, instructions, functions, buffer);
  }
}
