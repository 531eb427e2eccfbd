package io.tapline.agent.kernel.load;

import io.tapline.agent.kernel.sys.SystemCallException;

/** The kernel refused for want of a right; the message names the right, sysctl or lockdown. */
public final class PermissionException extends LoadException {
  private static final long serialVersionUID = 1L;

  /**
   * @param cause what failed
   * @param privileges what this process may do
   */
  public PermissionException(SystemCallException cause, Privileges privileges) {
    super(cause.getMessage() + "; " + privileges.explanation(), cause);
  }
}
