package io.tapline.agent.kernel.sys;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Mounts tracefs where a host has not done so. */
public final class TracefsMount {
  private static final long NOSUID_NODEV_NOEXEC = 2 | 4 | 8;

  private final LibC libc;

  public TracefsMount(LibC libc) {
    this.libc = libc;
  }

  /**
   * {@code mount -t tracefs tracefs TARGET}. It stays mounted when the agent ends, as after an
   * administrator's own mount. A mount that somebody else made in the meantime is success.
   *
   * @throws SystemCallException when the kernel refuses; CAP_SYS_ADMIN is needed
   */
  public void mount(Path target) throws SystemCallException {
    ByteBuffer type = LibC.cString("tracefs");
    ByteBuffer path = LibC.cString(target.toString());
    long result;
    try {
      result =
          libc.call(
              LibC.MOUNT,
              LibC.address(type),
              LibC.address(path),
              LibC.address(type),
              NOSUID_NODEV_NOEXEC,
              0,
              0);
    } finally {
      Reference.reachabilityFence(type);
      Reference.reachabilityFence(path);
    }
    if (result < 0 && -result != Errno.EBUSY.number()) {
      throw new SystemCallException("mount tracefs on " + target, new Errno((int) -result));
    }
  }
}
