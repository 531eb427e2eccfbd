package io.tapline.agent.kernel.attach;

import io.tapline.agent.kernel.load.Program;
import io.tapline.agent.kernel.sys.FileDescriptor;
import io.tapline.agent.kernel.sys.PerfEvent;
import io.tapline.agent.kernel.sys.SystemCallException;
import io.tapline.agent.probe.ProbePoint;
import java.util.ArrayList;
import java.util.List;

/** A software clock per online CPU. CPUs that come online later are not sampled. */
final class ProfileAttacher implements ProviderAttacher<ProbePoint.Profile> {
  private final PerfEvent perf;
  private final List<Integer> onlineCpus;

  ProfileAttacher(PerfEvent perf, List<Integer> onlineCpus) {
    this.perf = perf;
    this.onlineCpus = List.copyOf(onlineCpus);
  }

  @Override
  public AutoCloseable attach(Program program, ProbePoint.Profile point)
      throws SystemCallException {
    List<FileDescriptor> events = new ArrayList<>();
    try {
      for (int cpu : onlineCpus) {
        FileDescriptor event = perf.openCpuClock(point.hertz(), cpu);
        events.add(event);
        perf.bind(event, program.descriptor());
      }
      return () -> events.forEach(FileDescriptor::close);
    } catch (SystemCallException e) {
      events.forEach(FileDescriptor::close);
      throw e;
    }
  }
}
