package io.tapline.agent.kernel.sys;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * perf_event_open(2): the kinds of event a BPF program is bound to. Attribute offsets are those of
 * {@code struct perf_event_attr}, include/uapi/linux/perf_event.h. Thread-safe.
 */
public final class PerfEvent {
  /** PERF_TYPE_HARDWARE. */
  public static final int TYPE_HARDWARE = 0;

  /** PERF_TYPE_SOFTWARE. */
  public static final int TYPE_SOFTWARE = 1;

  private static final int ATTRIBUTE_BYTES = 112;
  private static final int TYPE_TRACEPOINT = 2;
  private static final int TYPE_BREAKPOINT = 5;
  private static final int SOFTWARE_CPU_CLOCK = 0;
  private static final long INHERIT_FLAG = 1L << 1;
  private static final long FREQUENCY_FLAG = 1L << 10;
  private static final int FLAG_CLOEXEC = 8;
  private static final int RETURNS = 1;
  private static final int UPROBE_REFERENCE_COUNTER_SHIFT = 32;
  private static final Path SOURCES = Path.of("/sys/bus/event_source/devices");

  /** PERF_EVENT_IOC_SET_BPF and PERF_EVENT_IOC_ENABLE. */
  private static final int SET_BPF = 0x40042408;

  private static final int ENABLE = 0x2400;

  private final LibC libc;

  public PerfEvent(LibC libc) {
    this.libc = libc;
  }

  /**
   * A tracepoint. Opened on one CPU, a bound BPF program runs on all of them; samples would be
   * recorded on that one only, and cost 300 ns each, unless the program returns 0.
   *
   * @param id from the event's {@code format} file
   */
  public FileDescriptor openTracepoint(int id) throws SystemCallException {
    ByteBuffer attr = attribute(TYPE_TRACEPOINT, id);
    attr.putLong(16, 1);
    return open(attr, PerfScope.ofCpu(0), "open tracepoint " + id);
  }

  /** A clock that ticks on one CPU while it is up, or while a thread runs. */
  public FileDescriptor openCpuClock(SampleRate rate, PerfScope scope) throws SystemCallException {
    return openCounter(TYPE_SOFTWARE, SOFTWARE_CPU_CLOCK, rate, scope);
  }

  /**
   * An event that the kernel or the processor counts.
   *
   * @param type {@link #TYPE_SOFTWARE} or {@link #TYPE_HARDWARE}
   * @param config {@code enum perf_sw_ids} or {@code enum perf_hw_id}
   */
  public FileDescriptor openCounter(int type, int config, SampleRate rate, PerfScope scope)
      throws SystemCallException {
    ByteBuffer attr = attribute(type, config);
    attr.putLong(16, rate.value()).putLong(40, rate.frequency() ? FREQUENCY_FLAG : 0);
    return open(attr, scope, "open event " + type + ":" + config);
  }

  /**
   * A place in memory that the processor watches; it can watch four for each thread.
   *
   * @param access HW_BREAKPOINT_R 1, W 2, X 4, or both R and W
   * @param lengthBytes 1, 2, 4 or 8; for X always 8
   */
  public FileDescriptor openBreakpoint(long address, int lengthBytes, int access, PerfScope scope)
      throws SystemCallException {
    ByteBuffer attr = attribute(TYPE_BREAKPOINT, 0);
    attr.putLong(16, 1).putInt(52, access).putLong(56, address).putLong(64, lengthBytes);
    return open(attr, scope, "watch 0x" + Long.toHexString(address));
  }

  /**
   * A user-space site.
   *
   * @param offset of the instruction in the file
   * @param referenceCounter file offset of the semaphore, below 4 GiB; 0 for none
   * @param returns whether it fires where the function that begins there returns
   * @param process the process; 0 for every one that maps the file
   * @throws IOException when this kernel has no uprobes
   */
  public FileDescriptor openUprobe(
      Path binary, long offset, long referenceCounter, boolean returns, int process)
      throws IOException {
    ByteBuffer path = LibC.cString(binary.toString());
    ByteBuffer attr =
        attribute(
            source("uprobe"),
            referenceCounter << UPROBE_REFERENCE_COUNTER_SHIFT | (returns ? RETURNS : 0));
    attr.putLong(56, LibC.address(path)).putLong(64, offset);
    PerfScope scope = process == 0 ? PerfScope.ofCpu(0) : new PerfScope(process, -1);
    try {
      return open(attr, scope, 0, "open uprobe " + binary + "+" + offset);
    } finally {
      Reference.reachabilityFence(path);
    }
  }

  /**
   * A function of the kernel.
   *
   * @param returns whether it fires where the function returns
   * @throws IOException when this kernel has no kprobes
   */
  public FileDescriptor openKprobe(String function, long offset, boolean returns)
      throws IOException {
    ByteBuffer name = LibC.cString(function);
    ByteBuffer attr = attribute(source("kprobe"), returns ? RETURNS : 0);
    attr.putLong(56, LibC.address(name)).putLong(64, offset);
    try {
      return open(attr, PerfScope.ofCpu(0), "open kprobe " + function + "+" + offset);
    } finally {
      Reference.reachabilityFence(name);
    }
  }

  /** Whether the kernel offers events of a source, {@code uprobe} or {@code kprobe}. */
  public static boolean has(String source) {
    return Files.exists(SOURCES.resolve(source).resolve("type"));
  }

  /** Binds a program to the event and lets it run; closing the event ends that. */
  public void bind(FileDescriptor event, FileDescriptor program) throws SystemCallException {
    control(event, SET_BPF, program.number(), "bind program to perf event");
    enable(event);
  }

  /** Lets the event fire. */
  public void enable(FileDescriptor event) throws SystemCallException {
    control(event, ENABLE, 0, "enable perf event");
  }

  private void control(FileDescriptor event, int request, long argument, String deed)
      throws SystemCallException {
    long result = libc.call(LibC.IOCTL, event.number(), request, argument);
    if (result < 0) {
      throw new SystemCallException(deed, new Errno((int) -result));
    }
  }

  /** Sources beyond the first few have numbers that the kernel gives out when it starts. */
  private static int source(String name) throws IOException {
    return Integer.parseInt(Files.readString(SOURCES.resolve(name).resolve("type")).strip());
  }

  private static ByteBuffer attribute(int type, long config) {
    return LibC.allocate(ATTRIBUTE_BYTES)
        .putInt(0, type)
        .putInt(4, ATTRIBUTE_BYTES)
        .putLong(8, config);
  }

  private FileDescriptor open(ByteBuffer attr, PerfScope scope, String deed)
      throws SystemCallException {
    return open(attr, scope, scope.inherits() ? INHERIT_FLAG : 0, deed);
  }

  private FileDescriptor open(ByteBuffer attr, PerfScope scope, long flags, String deed)
      throws SystemCallException {
    attr.putLong(40, attr.getLong(40) | flags);
    long noGroup = -1;
    long result;
    try {
      result =
          libc.call(
              LibC.PERF_EVENT_OPEN,
              LibC.address(attr),
              scope.thread(),
              scope.cpu(),
              noGroup,
              FLAG_CLOEXEC,
              0);
    } finally {
      Reference.reachabilityFence(attr);
    }
    if (result < 0) {
      throw new SystemCallException(deed, new Errno((int) -result));
    }
    return new FileDescriptor(libc, (int) result);
  }
}
