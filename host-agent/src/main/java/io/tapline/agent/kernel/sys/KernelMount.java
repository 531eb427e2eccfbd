package io.tapline.agent.kernel.sys;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** mount(2) of a file system that the kernel makes up, and whose source is named as its type. */
final class KernelMount {
  private static final long NOSUID_NODEV_NOEXEC = 2 | 4 | 8;

  private final LibC libc;
  private final String type;

  KernelMount(LibC libc, String type) {
    this.libc = libc;
    this.type = type;
  }

  /** Mounts; a mount that somebody else made in the meantime is success. */
  void on(Path target) throws SystemCallException {
    ByteBuffer source = LibC.cString(type);
    ByteBuffer path = LibC.cString(target.toString());
    long result;
    try {
      result =
          libc.call(
              LibC.MOUNT,
              LibC.address(source),
              LibC.address(path),
              LibC.address(source),
              NOSUID_NODEV_NOEXEC,
              0,
              0);
    } finally {
      Reference.reachabilityFence(source);
      Reference.reachabilityFence(path);
    }
    if (result < 0 && -result != Errno.EBUSY.number()) {
      throw new SystemCallException("mount " + type + " on " + target, new Errno((int) -result));
    }
  }
}
