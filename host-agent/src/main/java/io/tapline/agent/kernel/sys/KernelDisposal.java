package io.tapline.agent.kernel.sys;

import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Has the kernel close descriptors whose closing takes long, on a thread of its own. Closing the
 * perf event of a tracepoint makes whoever closes it wait some 30 ms, under a lock, so that 364 of
 * them hold a process up for half a minute, and its end too.
 *
 * <p>Descriptors in a message that lies unread in a socket are kept open by that message. When the
 * socket itself is among them and nobody else has it, all of it is garbage, which the kernel's
 * collector (net/unix/garbage.c) takes away in a work queue. Kernels before 6.8 collect on the
 * thread that closes the socket: there it takes as long as before.
 */
public final class KernelDisposal {
  private static final int AF_UNIX = 1;
  private static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
  private static final int SOL_SOCKET = 1;
  private static final int SCM_RIGHTS = 1;

  /** SCM_MAX_FD of include/net/scm.h, less the two of the socket. */
  private static final int MOST = 253 - 2;

  /** struct msghdr, and in it struct iovec; struct cmsghdr. */
  private static final int MESSAGE_BYTES = 56;

  private static final int VECTOR_BYTES = 16;
  private static final int CONTROL_HEADER_BYTES = 16;

  private final LibC libc;

  public KernelDisposal(LibC libc) {
    this.libc = libc;
  }

  /**
   * Closes all of them. Where the kernel does not take them, they are closed here, and this takes
   * as long as that does.
   */
  public void close(List<FileDescriptor> descriptors) {
    for (int from = 0; from < descriptors.size(); from += MOST) {
      List<FileDescriptor> part =
          descriptors.subList(from, Math.min(descriptors.size(), from + MOST));
      handOver(part);
      // They are other names of what the message keeps open, if there is one: that is quick.
      part.forEach(FileDescriptor::close);
    }
  }

  private void handOver(List<FileDescriptor> descriptors) {
    ByteBuffer pair = LibC.allocate(2 * Integer.BYTES);
    if (libc.call(LibC.SOCKETPAIR, AF_UNIX, SOCK_DGRAM_CLOEXEC, 0, LibC.address(pair), 0, 0) < 0) {
      return;
    }
    int first = pair.getInt(0);
    int second = pair.getInt(Integer.BYTES);
    int count = descriptors.size() + 2;
    ByteBuffer control = LibC.allocate(CONTROL_HEADER_BYTES + (count + 1) * Integer.BYTES);
    int length = CONTROL_HEADER_BYTES + count * Integer.BYTES;
    control.putLong(0, length).putInt(8, SOL_SOCKET).putInt(12, SCM_RIGHTS);
    control.putInt(CONTROL_HEADER_BYTES, first).putInt(CONTROL_HEADER_BYTES + 4, second);
    for (int i = 0; i < descriptors.size(); i++) {
      control.putInt(CONTROL_HEADER_BYTES + (2 + i) * Integer.BYTES, descriptors.get(i).number());
    }
    send(first, control, length);
    libc.call(LibC.CLOSE, first, 0, 0);
    libc.call(LibC.CLOSE, second, 0, 0);
  }

  /** A message of one byte. When it is refused, nothing is kept, and the caller closes. */
  private void send(int socket, ByteBuffer control, int length) {
    ByteBuffer text = LibC.allocate(1);
    ByteBuffer vector = LibC.allocate(VECTOR_BYTES);
    vector.putLong(0, LibC.address(text)).putLong(8, 1);
    ByteBuffer message = LibC.allocate(MESSAGE_BYTES);
    message
        .putLong(16, LibC.address(vector))
        .putLong(24, 1)
        .putLong(32, LibC.address(control))
        .putLong(40, length);
    try {
      libc.call(LibC.SENDMSG, socket, LibC.address(message), 0);
    } finally {
      Reference.reachabilityFence(text);
      Reference.reachabilityFence(vector);
      Reference.reachabilityFence(control);
      Reference.reachabilityFence(message);
    }
  }
}
