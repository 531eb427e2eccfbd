package io.tapline.agent.kernel.attach;

import io.tapline.agent.kernel.load.Program;
import io.tapline.agent.kernel.sys.BpfLinks;
import io.tapline.agent.kernel.sys.Errno;
import io.tapline.agent.kernel.sys.FileDescriptor;
import io.tapline.agent.kernel.sys.KernelDisposal;
import io.tapline.agent.kernel.sys.PerfEvent;
import io.tapline.agent.kernel.sys.SystemCallException;
import java.util.List;

/** Binds programs to perf events. */
final class PerfBinder {
  private final BpfLinks links;
  private final PerfEvent perf;
  private final KernelDisposal disposal;

  PerfBinder(BpfLinks links, PerfEvent perf, KernelDisposal disposal) {
    this.links = links;
    this.perf = perf;
    this.disposal = disposal;
  }

  /** For an event that closes at once: the program is off when it is closed. */
  AutoCloseable bind(Program program, FileDescriptor event, long cookie)
      throws SystemCallException {
    try {
      if (cookie == 0) {
        perf.bind(event, program.descriptor());
        return event;
      }
      FileDescriptor link = links.linkPerfEvent(program.descriptor(), event, cookie);
      perf.enable(event);
      return () -> {
        link.close();
        event.close();
      };
    } catch (SystemCallException e) {
      event.close();
      throw e;
    }
  }

  /**
   * For an event of a tracepoint or function, which is slow to close: when its link is closed the
   * program is off, and the event itself is left to the kernel.
   */
  AutoCloseable bindSlow(Program program, FileDescriptor event, long cookie)
      throws SystemCallException {
    try {
      FileDescriptor link = links.linkPerfEvent(program.descriptor(), event, cookie);
      perf.enable(event);
      return () -> {
        link.close();
        disposal.close(List.of(event));
      };
    } catch (SystemCallException e) {
      if (cookie == 0 && e.errno().equals(Errno.EINVAL)) {
        // Before 5.15 perf events have no links, and no cookies either.
        return bind(program, event, 0);
      }
      event.close();
      throw e;
    }
  }
}
