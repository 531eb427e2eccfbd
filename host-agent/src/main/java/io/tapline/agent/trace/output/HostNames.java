package io.tapline.agent.trace.output;

import io.tapline.agent.script.type.Type;
import java.time.ZonedDateTime;

/**
 * What numbers of programs mean on this host. Answers are byte strings ({@link ByteText}); each has
 * something to say about any number. The trace session answers it from the rooms under {@code
 * target} and from the script.
 */
public interface HostNames {

  /** Of a system call. */
  String syscall(long number);

  /** Of a block device. */
  String device(long device);

  /** Of a user. */
  String user(long id);

  /** What {@code strerror()} of a script says of an error number. */
  String error(long number);

  /** What {@code signal_name()} says of a signal. */
  String signal(long number);

  /** The C library's words for an error number. */
  String libraryError(long number);

  /** Of the script's probe with that number. */
  String probe(long number);

  /** As {@code ksym()} shows an address. */
  String kernelSymbol(long address);

  /** As {@code usym()} shows an address of a process. */
  String userSymbol(long address, int process);

  /**
   * A stack as it is printed, with the line breaks before, between and after its frames.
   *
   * @param type how frames are shown
   * @param id what the stack's addresses are kept under
   * @param frames how many of them there are
   * @param process whose they are; 0 for the kernel's
   */
  String stack(Type.Stack type, long id, int frames, int process);

  /**
   * Paths of a control group in its hierarchies.
   *
   * @param filter which hierarchies, a glob; empty for all
   */
  String cgroupPath(long id, String filter);

  /** When a clock of the kernel showed that. */
  ZonedDateTime moment(Type.Clock clock, long nanos);
}
