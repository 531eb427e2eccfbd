package io.tapline.agent.kernel;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** One process per CPU that does nothing but run. */
final class BusyCpus implements AutoCloseable {
  private static final Path TASKSET = Path.of("/usr/bin/taskset");

  private final List<Process> processes = new ArrayList<>();

  private BusyCpus() {}

  static BusyCpus start(List<Integer> cpus) throws IOException {
    assumeTrue(Files.isExecutable(TASKSET), "missing tool: taskset (apt install util-linux)");
    BusyCpus busy = new BusyCpus();
    for (int cpu : cpus) {
      // It ends by itself after five seconds, should this process die first.
      busy.processes.add(
          new ProcessBuilder(
                  TASKSET.toString(),
                  "-c",
                  Integer.toString(cpu),
                  "timeout",
                  "5",
                  "sh",
                  "-c",
                  "while :; do :; done")
              .start());
    }
    return busy;
  }

  @Override
  public void close() {
    processes.forEach(Process::destroy);
  }

  @Override
  public String toString() {
    return processes.size() + " busy CPUs";
  }
}
