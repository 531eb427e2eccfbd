package io.tapline.agent.kernel.sys;

import java.io.IOException;

/** A system call failed. The message names the deed, its object and the error. */
public final class SystemCallException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int errno;

  /**
   * @param deed verb and object, for example {@code create map ring}
   * @param errno what the kernel said
   */
  public SystemCallException(String deed, Errno errno) {
    super(deed + ": " + errno);
    this.errno = errno.number();
  }

  /** What the kernel said. */
  public Errno errno() {
    return new Errno(errno);
  }
}
