package io.tapline.agent.kernel.attach;

import io.tapline.agent.kernel.load.Program;
import io.tapline.agent.kernel.sys.Errno;
import io.tapline.agent.kernel.sys.FileDescriptor;
import io.tapline.agent.kernel.sys.PerfScope;
import io.tapline.agent.kernel.sys.SystemCallException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A perf event wherever it has to be opened to see all hits: on every online CPU, or in every
 * thread of a process. CPUs that come online later are not seen.
 */
final class PerfEventSet {
  private final PerfBinder binder;
  private final List<Integer> onlineCpus;

  PerfEventSet(PerfBinder binder, List<Integer> onlineCpus) {
    this.binder = binder;
    this.onlineCpus = List.copyOf(onlineCpus);
  }

  /** Opens one event. */
  @FunctionalInterface
  interface Opener {
    FileDescriptor open(PerfScope scope) throws SystemCallException;
  }

  /** Opens and binds all; what to close is one thing. */
  AutoCloseable bind(Program program, Opener opener, long cookie, AttachOptions options)
      throws IOException {
    List<AutoCloseable> bound = new ArrayList<>();
    try {
      for (PerfScope scope : scopes(options.process())) {
        bind(program, opener, cookie, scope, bound);
      }
      if (bound.isEmpty()) {
        throw new IOException("process " + options.process() + " has ended");
      }
      return () -> close(bound);
    } catch (IOException e) {
      close(bound);
      throw e;
    }
  }

  private void bind(
      Program program, Opener opener, long cookie, PerfScope scope, List<AutoCloseable> bound)
      throws SystemCallException {
    try {
      bound.add(binder.bind(program, opener.open(scope), cookie));
    } catch (SystemCallException e) {
      if (scope.thread() < 0 || !e.errno().equals(Errno.ESRCH)) {
        throw e;
      }
      // The thread ended after it was listed.
    }
  }

  private List<PerfScope> scopes(int process) throws IOException {
    if (process == 0) {
      return onlineCpus.stream().map(PerfScope::ofCpu).toList();
    }
    Path tasks = Path.of("/proc/" + process + "/task");
    if (!Files.isDirectory(tasks)) {
      throw new IOException("there is no process " + process);
    }
    try (Stream<Path> threads = Files.list(tasks)) {
      return threads
          .map(t -> PerfScope.ofThread(Integer.parseInt(t.getFileName().toString())))
          .toList();
    }
  }

  private static void close(List<AutoCloseable> bound) {
    for (AutoCloseable event : bound) {
      try {
        event.close();
      } catch (Exception e) {
        // Descriptors close whatever close(2) answers.
        throw new IllegalStateException(e);
      }
    }
  }
}
