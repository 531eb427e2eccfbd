package io.tapline.agent.kernel.load;

import io.tapline.agent.bpf.spec.MapSpec;
import io.tapline.agent.bpf.spec.MapType;
import io.tapline.agent.kernel.sys.BpfLinks;
import io.tapline.agent.kernel.sys.BpfSyscall;
import io.tapline.agent.kernel.sys.Errno;
import io.tapline.agent.kernel.sys.FileDescriptor;
import io.tapline.agent.kernel.sys.ProgramLoad;
import io.tapline.agent.kernel.sys.SystemCallException;
import io.tapline.agent.kernel.sys.UprobeMultiLink;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What this kernel can do, found by trying, since distributions backport. Thread-safe.
 *
 * <p>Only a definite answer is remembered; "could not tell" is asked again.
 */
public final class KernelFeatures {
  /** The smallest program: {@code r0 = 0; exit}. */
  private static final long[] RETURN_ZERO = {0xb7L, 0x95L};

  private static final int KPROBE = 2;

  private static final MapSpec STORAGE =
      new MapSpec(
          "tapline_try", MapType.TASK_STORAGE, Integer.BYTES, Long.BYTES, 0, MapSpec.NO_PREALLOC);

  private final BpfSyscall bpf;
  private final AtomicReference<Boolean> uprobeMulti = new AtomicReference<>();
  private final AtomicReference<Boolean> taskStorage = new AtomicReference<>();

  public KernelFeatures(BpfSyscall bpf) {
    this.bpf = bpf;
  }

  /**
   * Whether one link can serve many user-space sites. Kernel 6.6.
   *
   * <p>Asked as libbpf asks (features.c, probe_uprobe_multi_link): a link to the path "/" fails
   * with EBADF, "not a regular file", in a kernel that got as far as looking.
   */
  public boolean uprobeMulti() {
    Boolean known = uprobeMulti.get();
    if (known != null) {
      return known;
    }
    try (FileDescriptor program = loadTrivial(KPROBE, ProgramLoad.TRACE_UPROBE_MULTI)) {
      UprobeMultiLink nowhere =
          new UprobeMultiLink("/", List.of(new UprobeMultiLink.Site(0, 0, 0)), false, 0);
      new BpfLinks(bpf).linkUprobeMulti(program, nowhere).close();
      return false;
    } catch (SystemCallException e) {
      boolean supported = e.errno().equals(Errno.EBADF);
      if (!e.errno().isPermission()) {
        uprobeMulti.set(supported);
      }
      return supported;
    }
  }

  /**
   * Whether programs at tracepoints and functions can keep something with a thread. Kernel 5.11.
   */
  public boolean taskStorage() {
    Boolean known = taskStorage.get();
    if (known != null) {
      return known;
    }
    try (BpfMap map = new Loader(bpf, false, 1).create(STORAGE);
        FileDescriptor program = load(KPROBE, 0, 0, storageProgram(map.descriptor().number()))) {
      taskStorage.set(true);
      return true;
    } catch (SystemCallException e) {
      return refused(e);
    } catch (LoadException e) {
      return e.getCause() instanceof SystemCallException cause && refused(cause);
    }
  }

  private boolean refused(SystemCallException e) {
    if (!e.errno().isPermission()) {
      taskStorage.set(false);
    }
    return false;
  }

  /** {@code bpf_task_storage_get(map, bpf_get_current_task_btf(), 0, 0); r0 = 0; exit}. */
  private static long[] storageProgram(int map) {
    return new long[] {
      158L << Integer.SIZE | 0x85,
      0x02bf,
      (long) map << Integer.SIZE | 0x1118,
      0,
      0x03b7,
      0x04b7,
      156L << Integer.SIZE | 0x85,
      RETURN_ZERO[0],
      RETURN_ZERO[1]
    };
  }

  /**
   * Loads {@code r0 = 0; exit}: whether bpf(2) and this kind of program work at all.
   *
   * @param type {@code enum bpf_prog_type}
   * @param expectedAttachType {@code enum bpf_attach_type}, or 0
   */
  public FileDescriptor loadTrivial(int type, int expectedAttachType) throws SystemCallException {
    return loadTrivial(type, expectedAttachType, 0);
  }

  /** Likewise, for a tracing program that goes to the BTF id of a function. */
  public FileDescriptor loadTrivial(int type, int expectedAttachType, int attachBtfId)
      throws SystemCallException {
    return load(type, expectedAttachType, attachBtfId, RETURN_ZERO);
  }

  private FileDescriptor load(
      int type, int expectedAttachType, int attachBtfId, long[] instructions)
      throws SystemCallException {
    ByteBuffer code =
        ByteBuffer.allocateDirect(instructions.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < instructions.length; i++) {
      code.putLong(i * Long.BYTES, instructions[i]);
    }
    return bpf.loadProgram(
        new ProgramLoad(
            type,
            new ProgramLoad.Target(expectedAttachType, attachBtfId, null),
            "tapline_try",
            ProgramLoad.GPL,
            code,
            null,
            null));
  }
}
