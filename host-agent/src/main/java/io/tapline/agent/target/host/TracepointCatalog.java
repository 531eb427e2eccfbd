package io.tapline.agent.target.host;

import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.target.ProbeUnavailableException;
import io.tapline.agent.target.tracefs.Tracefs;
import java.util.ArrayList;
import java.util.List;

/** {@code tracepoint:CATEGORY:EVENT}. */
final class TracepointCatalog implements ProviderCatalog {
  private final TracefsSource tracefs;

  TracepointCatalog(TracefsSource tracefs) {
    this.tracefs = tracefs;
  }

  @Override
  public List<ProbePoint> match(List<String> parts) throws ProbeUnavailableException {
    if (parts.size() != 2) {
      throw new ProbeUnavailableException("a tracepoint is written tracepoint:CATEGORY:EVENT");
    }
    Tracefs host = tracefs.get();
    Glob category = new Glob(parts.get(0));
    Glob event = new Glob(parts.get(1));
    List<ProbePoint> points = new ArrayList<>();
    host.categories().stream()
        .filter(category::matches)
        .forEach(
            c ->
                host.events(c).stream()
                    .filter(event::matches)
                    .forEach(e -> points.add(new ProbePoint.Tracepoint(c, e))));
    return points;
  }

  @Override
  public List<String> names(List<String> parts) throws ProbeUnavailableException {
    return match(List.of("*", "*")).stream().map(ProbePoint::name).toList();
  }
}
