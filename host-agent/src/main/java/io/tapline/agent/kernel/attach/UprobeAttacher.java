package io.tapline.agent.kernel.attach;

import io.tapline.agent.kernel.load.Program;
import io.tapline.agent.kernel.sys.UprobeMultiLink;
import io.tapline.agent.probe.ProbePoint;
import java.util.List;

/**
 * Functions of programs and libraries, 400 to 12,000 ns a hit, as the instruction there wants.
 *
 * <p>Offsets are those that a catalog has proven to begin an instruction: a uprobe one byte beside
 * that kills the process that runs into it.
 */
final class UprobeAttacher implements ProviderAttacher<ProbePoint.Uprobe> {
  private final UprobeLinks uprobes;

  UprobeAttacher(UprobeLinks uprobes) {
    this.uprobes = uprobes;
  }

  @Override
  public void attach(
      Program program,
      List<Placed<ProbePoint.Uprobe>> points,
      AttachOptions options,
      List<AutoCloseable> parts)
      throws RefusedException {
    uprobes.attach(program, points.stream().map(UprobeAttacher::site).toList(), options, parts);
  }

  private static UprobeLinks.Site site(Placed<ProbePoint.Uprobe> placed) {
    ProbePoint.Uprobe point = placed.point();
    return new UprobeLinks.Site(
        point,
        point.binary(),
        point.returns(),
        new UprobeMultiLink.Site(point.fileOffset(), 0, placed.cookie()));
  }
}
