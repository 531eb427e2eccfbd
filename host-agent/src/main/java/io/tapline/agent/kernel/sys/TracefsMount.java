package io.tapline.agent.kernel.sys;

import java.nio.file.Path;

/** Mounts tracefs where a host has not done so. */
public final class TracefsMount {
  private final KernelMount mount;

  public TracefsMount(LibC libc) {
    this.mount = new KernelMount(libc, "tracefs");
  }

  /**
   * {@code mount -t tracefs tracefs TARGET}. It stays mounted when the agent ends, as after an
   * administrator's own mount. A mount that somebody else made in the meantime is success.
   *
   * @throws SystemCallException when the kernel refuses; CAP_SYS_ADMIN is needed
   */
  public void mount(Path target) throws SystemCallException {
    mount.on(target);
  }
}
