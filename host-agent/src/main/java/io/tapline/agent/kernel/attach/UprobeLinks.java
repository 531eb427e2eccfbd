package io.tapline.agent.kernel.attach;

import io.tapline.agent.kernel.load.Program;
import io.tapline.agent.kernel.sys.BpfLinks;
import io.tapline.agent.kernel.sys.PerfEvent;
import io.tapline.agent.kernel.sys.SystemCallException;
import io.tapline.agent.kernel.sys.UprobeMultiLink;
import io.tapline.agent.probe.ProbePoint;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Uprobes: one link for all sites of a binary where the kernel has such links (6.6, and CAP_BPF and
 * CAP_PERFMON are enough), else a perf event for each (4.20, CAP_SYS_ADMIN).
 */
final class UprobeLinks {
  private final BpfLinks links;
  private final PerfEvent perf;
  private final PerfBinder binder;

  UprobeLinks(BpfLinks links, PerfEvent perf, PerfBinder binder) {
    this.links = links;
    this.perf = perf;
    this.binder = binder;
  }

  /**
   * A site of a program.
   *
   * @param point what it is for
   * @param binary the file
   * @param returns whether it is the function's return
   * @param site where in the file
   */
  record Site(ProbePoint point, Path binary, boolean returns, UprobeMultiLink.Site site) {}

  private record Group(Path binary, boolean returns) {}

  void attach(Program program, List<Site> sites, AttachOptions options, List<AutoCloseable> parts)
      throws RefusedException {
    if (!program.uprobeMulti()) {
      for (Site site : sites) {
        parts.add(bind(program, site, options.process()));
      }
      return;
    }
    Map<Group, List<Site>> groups = new LinkedHashMap<>();
    for (Site site : sites) {
      groups
          .computeIfAbsent(new Group(site.binary(), site.returns()), g -> new ArrayList<>())
          .add(site);
    }
    for (List<Site> group : groups.values()) {
      link(program, group, options.process(), parts);
    }
  }

  private void link(Program program, List<Site> group, int process, List<AutoCloseable> parts)
      throws RefusedException {
    Site first = group.get(0);
    UprobeMultiLink link =
        new UprobeMultiLink(
            first.binary().toString(),
            group.stream().map(Site::site).toList(),
            first.returns(),
            process);
    try {
      parts.add(links.linkUprobeMulti(program.descriptor(), link));
    } catch (SystemCallException e) {
      if (group.size() == 1) {
        throw new RefusedException(first.point(), e);
      }
      // The kernel does not say which site it refused: one by one they tell.
      for (Site site : group) {
        link(program, List.of(site), process, parts);
      }
    }
  }

  private AutoCloseable bind(Program program, Site site, int process) throws RefusedException {
    try {
      // Closed here and not left to the kernel: that lowers the semaphore too.
      return binder.bind(
          program,
          perf.openUprobe(
              site.binary(),
              site.site().offset(),
              site.site().referenceCounter(),
              site.returns(),
              process),
          site.site().cookie());
    } catch (IOException e) {
      throw new RefusedException(site.point(), e);
    }
  }
}
