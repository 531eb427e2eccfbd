package io.tapline.agent.bpf.spec;

/**
 * What a program of type TRACING is made for; the kernel checks it against that when it is loaded.
 *
 * @param attachType {@code enum bpf_attach_type}
 * @param function the kernel's name: {@code vfs_read}, or {@code bpf_iter_task} of an iterator
 * @param btfId of the function; 0 when the loader has to find it by its name
 */
public record AttachTarget(int attachType, String function, int btfId) {
  /** BPF_TRACE_FENTRY. */
  public static final int FENTRY = 24;

  /** BPF_TRACE_FEXIT. */
  public static final int FEXIT = 25;

  /** BPF_TRACE_ITER. */
  public static final int ITERATOR = 28;
}
