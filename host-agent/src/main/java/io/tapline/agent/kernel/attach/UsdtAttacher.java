package io.tapline.agent.kernel.attach;

import io.tapline.agent.kernel.load.Program;
import io.tapline.agent.kernel.sys.UprobeMultiLink;
import io.tapline.agent.probe.ProbePoint;
import java.util.List;

/**
 * A uprobe at each USDT site, with its semaphore held up while attached; about 550 ns a hit.
 *
 * <p>Offsets come from the binary's own notes and from nowhere else: a uprobe one byte beside an
 * instruction's start kills the process that runs into it.
 */
final class UsdtAttacher implements ProviderAttacher<ProbePoint.Usdt> {
  private final UprobeLinks uprobes;

  UsdtAttacher(UprobeLinks uprobes) {
    this.uprobes = uprobes;
  }

  @Override
  public void attach(
      Program program,
      List<Placed<ProbePoint.Usdt>> points,
      AttachOptions options,
      List<AutoCloseable> parts)
      throws RefusedException {
    uprobes.attach(program, points.stream().map(UsdtAttacher::site).toList(), options, parts);
  }

  private static UprobeLinks.Site site(Placed<ProbePoint.Usdt> placed) {
    ProbePoint.Usdt point = placed.point();
    return new UprobeLinks.Site(
        point,
        point.binary(),
        false,
        new UprobeMultiLink.Site(point.fileOffset(), point.semaphoreOffset(), placed.cookie()));
  }
}
