package io.tapline.agent.kernel.sys;

import java.nio.ByteBuffer;
import java.nio.file.Path;

/**
 * The commands of bpf(2) that put programs to work. What they answer detaches when it is closed.
 * Thread-safe.
 */
public final class BpfLinks {
  private static final int LINK_CREATE_BYTES = 64;
  private static final int RAW_TRACEPOINT_BYTES = 16;

  /** Kernels before 6.10 know no cookie here, and refuse what they do not know. */
  private static final int RAW_TRACEPOINT_COOKIE_BYTES = 24;

  private static final int ITER_CREATE_BYTES = 8;
  private static final int OBJ_PIN_BYTES = 16;
  private static final int ATTACH_ITERATOR = 28;
  private static final int ATTACH_PERF_EVENT = 41;

  private final BpfSyscall bpf;

  public BpfLinks(BpfSyscall bpf) {
    this.bpf = bpf;
  }

  /**
   * Attaches to a tracepoint's call site; closing detaches in about 0.2 ms.
   *
   * @param event without a category; empty for a program that was loaded for one place, as tracing
   *     programs are
   * @param cookie what bpf_get_attach_cookie() returns; 0 on kernels before 6.10
   */
  public FileDescriptor openRawTracepoint(String event, FileDescriptor program, long cookie)
      throws SystemCallException {
    ByteBuffer name = LibC.cString(event);
    ByteBuffer attr = bpf.cleared();
    attr.putLong(0, event.isEmpty() ? 0 : LibC.address(name))
        .putInt(8, program.number())
        .putLong(16, cookie);
    return bpf.open(
        BpfCommand.RAW_TRACEPOINT_OPEN,
        attr,
        cookie == 0 ? RAW_TRACEPOINT_BYTES : RAW_TRACEPOINT_COOKIE_BYTES,
        event.isEmpty() ? "attach program " + program : "attach rawtracepoint:" + event,
        name);
  }

  /**
   * Binds a program to a perf event. Kernel 5.15.
   *
   * @param cookie what bpf_get_attach_cookie() returns
   */
  public FileDescriptor linkPerfEvent(FileDescriptor program, FileDescriptor event, long cookie)
      throws SystemCallException {
    ByteBuffer attr = bpf.cleared();
    attr.putInt(0, program.number())
        .putInt(4, event.number())
        .putInt(8, ATTACH_PERF_EVENT)
        .putLong(16, cookie);
    return bpf.open(BpfCommand.LINK_CREATE, attr, LINK_CREATE_BYTES, "link perf event");
  }

  /** Binds a program to user-space sites. Kernel 6.6. */
  public FileDescriptor linkUprobeMulti(FileDescriptor program, UprobeMultiLink link)
      throws SystemCallException {
    int count = link.sites().size();
    ByteBuffer path = LibC.cString(link.path());
    ByteBuffer arrays = LibC.allocate(3 * count * Long.BYTES);
    for (int i = 0; i < count; i++) {
      UprobeMultiLink.Site site = link.sites().get(i);
      arrays.putLong(i * Long.BYTES, site.offset());
      arrays.putLong((count + i) * Long.BYTES, site.referenceCounter());
      arrays.putLong((2 * count + i) * Long.BYTES, site.cookie());
    }
    long offsets = LibC.address(arrays);
    ByteBuffer attr = bpf.cleared();
    attr.putInt(0, program.number())
        .putInt(8, ProgramLoad.TRACE_UPROBE_MULTI)
        .putLong(16, LibC.address(path))
        .putLong(24, offsets)
        .putLong(32, offsets + (long) count * Long.BYTES)
        .putLong(40, offsets + 2L * count * Long.BYTES)
        .putInt(48, count)
        .putInt(52, link.returns() ? UprobeMultiLink.RETURN_FLAG : 0)
        .putInt(56, link.process());
    return bpf.open(
        BpfCommand.LINK_CREATE,
        attr,
        LINK_CREATE_BYTES,
        "attach uprobes in " + link.path(),
        path,
        arrays);
  }

  /** Makes a program that visits the kernel's objects ready to run; see {@link #iterate}. */
  public FileDescriptor linkIterator(FileDescriptor program) throws SystemCallException {
    ByteBuffer attr = bpf.cleared();
    attr.putInt(0, program.number()).putInt(8, ATTACH_ITERATOR);
    return bpf.open(BpfCommand.LINK_CREATE, attr, LINK_CREATE_BYTES, "link iterator");
  }

  /** Begins a visit: reading to the end runs the program once for each object. */
  public FileDescriptor iterate(FileDescriptor link) throws SystemCallException {
    ByteBuffer attr = bpf.cleared();
    attr.putInt(0, link.number());
    return bpf.open(BpfCommand.ITER_CREATE, attr, ITER_CREATE_BYTES, "begin an iteration");
  }

  /**
   * Gives an object a name in the BPF file system, which keeps it until the file is removed.
   *
   * @param file must not exist, in a folder of a mounted BPF file system
   */
  public void pin(FileDescriptor object, Path file) throws SystemCallException {
    ByteBuffer path = LibC.cString(file.toString());
    ByteBuffer attr = bpf.cleared();
    attr.putLong(0, LibC.address(path)).putInt(8, object.number());
    long result = bpf.call(BpfCommand.OBJ_PIN, attr, OBJ_PIN_BYTES, path);
    if (result < 0) {
      throw BpfSyscall.failure("pin " + file, result);
    }
  }

  /** The types of a module, by the number that {@link BpfSyscall#nextId} tells. CAP_SYS_ADMIN. */
  public FileDescriptor btf(int id) throws SystemCallException {
    ByteBuffer attr = bpf.cleared();
    attr.putInt(0, id);
    return bpf.open(BpfCommand.BTF_GET_FD_BY_ID, attr, 12, "open BTF " + id);
  }
}
