package io.tapline.agent.kernel.sys;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * What BPF_PROG_LOAD takes.
 *
 * @param type {@code enum bpf_prog_type}
 * @param expectedAttachType {@code enum bpf_attach_type}; 0 where the type has no choice
 * @param attachBtfId BTF id of what a tracing program goes to; 0 for other types
 * @param name at most 15 bytes of [A-Za-z0-9_.]
 * @param instructions direct, encoded, 8 bytes per slot, from 0 to capacity
 * @param functions null for a program that no helper calls back
 * @param log direct, zeroed, where the verifier writes its log; null for none
 */
public record ProgramLoad(
    int type,
    int expectedAttachType,
    int attachBtfId,
    String name,
    ByteBuffer instructions,
    @Nullable Functions functions,
    @Nullable ByteBuffer log) {

  /**
   * What the program's functions are, which the kernel wants of programs that helpers call back.
   *
   * @param btf from {@link BpfSyscall#loadBtf}
   * @param infos direct, one struct bpf_func_info after another
   * @param infoBytes of each
   */
  public record Functions(FileDescriptor btf, ByteBuffer infos, int infoBytes) {}

  /** BPF_TRACE_FENTRY. */
  public static final int TRACE_FENTRY = 24;

  /** BPF_TRACE_UPROBE_MULTI. */
  public static final int TRACE_UPROBE_MULTI = 48;

  /** The same load of a program with functions. */
  public ProgramLoad withFunctions(Functions known) {
    return new ProgramLoad(
        type, expectedAttachType, attachBtfId, name, instructions, known, log);
  }

  /** The same load with a log. */
  public ProgramLoad withLog(ByteBuffer buffer) {
    return new ProgramLoad(
        type, expectedAttachType, attachBtfId, name, instructions, functions, buffer);
  }
}
