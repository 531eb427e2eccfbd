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
  private static final int ATTRIBUTE_BYTES = 112;
  private static final int TYPE_SOFTWARE = 1;
  private static final int TYPE_TRACEPOINT = 2;
  private static final int SOFTWARE_CPU_CLOCK = 0;
  private static final long FREQUENCY_FLAG = 1L << 10;
  private static final int FLAG_CLOEXEC = 8;
  private static final int UPROBE_REFERENCE_COUNTER_SHIFT = 32;
  private static final Path UPROBE_TYPE = Path.of("/sys/bus/event_source/devices/uprobe/type");

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
    return open(attr, 0, "open tracepoint " + id);
  }

  /** A clock that ticks {@code hertz} times a second on one CPU while it is up. */
  public FileDescriptor openCpuClock(long hertz, int cpu) throws SystemCallException {
    ByteBuffer attr = attribute(TYPE_SOFTWARE, SOFTWARE_CPU_CLOCK);
    attr.putLong(16, hertz).putLong(40, FREQUENCY_FLAG);
    return open(attr, cpu, "open a clock of " + hertz + " Hz on CPU " + cpu);
  }

  /**
   * A user-space site, in every process that maps the file.
   *
   * @param offset of the instruction in the file
   * @param referenceCounter file offset of the semaphore, below 4 GiB; 0 for none
   */
  public FileDescriptor openUprobe(Path binary, long offset, long referenceCounter)
      throws IOException {
    int type = Integer.parseInt(Files.readString(UPROBE_TYPE).strip());
    ByteBuffer path = LibC.cString(binary.toString());
    ByteBuffer attr = attribute(type, referenceCounter << UPROBE_REFERENCE_COUNTER_SHIFT);
    attr.putLong(56, LibC.address(path)).putLong(64, offset);
    try {
      return open(attr, 0, "open uprobe " + binary + "+" + offset);
    } finally {
      Reference.reachabilityFence(path);
    }
  }

  /** Binds a program to the event and lets it run. */
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

  private static ByteBuffer attribute(int type, long config) {
    return LibC.allocate(ATTRIBUTE_BYTES)
        .putInt(0, type)
        .putInt(4, ATTRIBUTE_BYTES)
        .putLong(8, config);
  }

  private FileDescriptor open(ByteBuffer attr, int cpu, String deed) throws SystemCallException {
    long anyProcess = -1;
    long noGroup = -1;
    long result;
    try {
      result =
          libc.call(
              LibC.PERF_EVENT_OPEN, LibC.address(attr), anyProcess, cpu, noGroup, FLAG_CLOEXEC, 0);
    } finally {
      Reference.reachabilityFence(attr);
    }
    if (result < 0) {
      throw new SystemCallException(deed, new Errno((int) -result));
    }
    return new FileDescriptor(libc, (int) result);
  }
}
