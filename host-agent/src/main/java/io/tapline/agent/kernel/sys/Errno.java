package io.tapline.agent.kernel.sys;

import java.util.Map;

/**
 * An error number of Linux on x86-64 (include/uapi/asm-generic/errno-base.h and errno.h).
 *
 * @param number positive
 */
public record Errno(int number) {
  public static final Errno EPERM = new Errno(1);
  public static final Errno ENOENT = new Errno(2);
  public static final Errno ESRCH = new Errno(3);
  public static final Errno EINTR = new Errno(4);
  public static final Errno EBADF = new Errno(9);
  public static final Errno EAGAIN = new Errno(11);
  public static final Errno EACCES = new Errno(13);
  public static final Errno EBUSY = new Errno(16);
  public static final Errno EEXIST = new Errno(17);
  public static final Errno EINVAL = new Errno(22);
  public static final Errno EMFILE = new Errno(24);
  public static final Errno ENOSPC = new Errno(28);
  public static final Errno ENOSYS = new Errno(38);
  public static final Errno EOPNOTSUPP = new Errno(95);

  private record Text(String name, String text) {}

  /** Those that the calls made here can return; others show as their number. */
  private static final Map<Integer, Text> TEXTS =
      Map.ofEntries(
          entry(1, "EPERM", "operation not permitted"),
          entry(2, "ENOENT", "no such file, entry or object"),
          entry(3, "ESRCH", "no such process"),
          entry(4, "EINTR", "interrupted"),
          entry(5, "EIO", "input/output error"),
          entry(6, "ENXIO", "no such device or address"),
          entry(7, "E2BIG", "argument too large for this kernel"),
          entry(9, "EBADF", "bad file descriptor"),
          entry(11, "EAGAIN", "try again"),
          entry(12, "ENOMEM", "out of memory"),
          entry(13, "EACCES", "permission denied"),
          entry(14, "EFAULT", "bad address"),
          entry(16, "EBUSY", "busy"),
          entry(17, "EEXIST", "exists already"),
          entry(19, "ENODEV", "no such device"),
          entry(20, "ENOTDIR", "not a directory"),
          entry(22, "EINVAL", "invalid argument"),
          entry(23, "ENFILE", "too many open files on the system"),
          entry(24, "EMFILE", "too many open files in this process"),
          entry(28, "ENOSPC", "no space left"),
          entry(30, "EROFS", "read-only file system"),
          entry(34, "ERANGE", "out of range"),
          entry(38, "ENOSYS", "system call not in this kernel"),
          entry(75, "EOVERFLOW", "value too large"),
          entry(95, "EOPNOTSUPP", "not supported by this kernel"),
          entry(524, "ENOTSUPP", "not supported by this kernel"));

  private static Map.Entry<Integer, Text> entry(int number, String name, String text) {
    return Map.entry(number, new Text(name, text));
  }

  /** As C code calls it, for example {@code EPERM}; {@code errno 123} for one not in the table. */
  public String name() {
    Text known = TEXTS.get(number);
    return known == null ? "errno " + number : known.name();
  }

  /** Whether it says that a right is missing. */
  public boolean isPermission() {
    return equals(EPERM) || equals(EACCES);
  }

  @Override
  public String toString() {
    Text known = TEXTS.get(number);
    return known == null ? name() : known.text() + " (" + known.name() + ")";
  }
}
