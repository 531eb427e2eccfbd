package io.tapline.agent.kernel.attach;

import io.tapline.agent.kernel.load.Program;
import io.tapline.agent.kernel.sys.BpfLinks;
import io.tapline.agent.kernel.sys.Errno;
import io.tapline.agent.kernel.sys.FileDescriptor;
import io.tapline.agent.kernel.sys.SystemCallException;
import io.tapline.agent.probe.ProbePoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/**
 * Runs the program once for each object of a kind, now; or, with a name to leave it under, for
 * whoever reads that file of the BPF file system, until it is removed. Kernel 5.8.
 */
final class IteratorAttacher implements PointAttacher<ProbePoint.Iterator> {
  private static final Path BPF_FILES = Path.of("/sys/fs/bpf");
  private static final int BUFFER_BYTES = 64 * 1024;

  private final BpfLinks links;
  private final FileSystemMounter mounter;

  /**
   * @param mounter mounts the BPF file system where a host has not
   */
  IteratorAttacher(BpfLinks links, FileSystemMounter mounter) {
    this.links = links;
    this.mounter = mounter;
  }

  @Override
  public AutoCloseable attach(
      Program program, ProbePoint.Iterator point, long cookie, AttachOptions options)
      throws IOException {
    try (FileDescriptor link = links.linkIterator(program.descriptor())) {
      if (point.pin().isEmpty()) {
        visit(link, options);
      } else {
        pin(link, BPF_FILES.resolve(point.pin()));
      }
    }
    return () -> {};
  }

  private void visit(FileDescriptor link, AttachOptions options) throws SystemCallException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES).order(ByteOrder.nativeOrder());
    try (FileDescriptor iteration = links.iterate(link)) {
      while (true) {
        try {
          int read = iteration.read(buffer);
          if (read == 0) {
            return;
          }
          options.visits().accept(buffer.slice(0, read));
        } catch (SystemCallException e) {
          // The kernel visited a thousand objects without output: it asks to be asked again.
          if (!e.errno().equals(Errno.EAGAIN)) {
            throw e;
          }
        }
      }
    }
  }

  private void pin(FileDescriptor link, Path file) throws IOException {
    try {
      links.pin(link, file);
    } catch (SystemCallException e) {
      // Where no BPF file system is mounted the folder belongs to another, which has no pins.
      if (!file.startsWith(BPF_FILES) || !refusesPins(e.errno())) {
        throw e;
      }
      mounter.mount(BPF_FILES);
      links.pin(link, file);
    }
  }

  private static boolean refusesPins(Errno errno) {
    return errno.isPermission() || errno.equals(Errno.EINVAL) || errno.equals(Errno.ENOENT);
  }
}
