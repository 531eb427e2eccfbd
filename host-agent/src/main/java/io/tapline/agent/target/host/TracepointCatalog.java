package io.tapline.agent.target.host;

import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.target.ProbeUnavailableException;
import io.tapline.agent.target.tracefs.Tracefs;
import java.util.ArrayList;
import java.util.List;

/** {@code tracepoint:CATEGORY:EVENT}; a pattern of an event alone is one of every category. */
final class TracepointCatalog implements ProviderCatalog {
  private static final String ALL = "*";

  private final TracefsSource tracefs;

  TracepointCatalog(TracefsSource tracefs) {
    this.tracefs = tracefs;
  }

  @Override
  public List<ProbePoint> match(List<String> written) throws ProbeUnavailableException {
    boolean eventOnly = written.size() == 1 && written.get(0).contains(ALL);
    List<String> parts = eventOnly ? List.of(ALL, written.get(0)) : written;
    if (parts.size() != 2) {
      throw new ProbeUnavailableException(
          "tracepoint probe type requires 2 arguments, found " + parts.size(),
          "write tracepoint:CATEGORY:EVENT");
    }
    if (parts.get(0).isEmpty() || parts.get(1).isEmpty()) {
      throw new ProbeUnavailableException("tracepoint probe must have a target");
    }
    return match(parts.get(0), parts.get(1));
  }

  private List<ProbePoint> match(String categoryPattern, String eventPattern)
      throws ProbeUnavailableException {
    Tracefs host = tracefs.get();
    if (!Glob.isPattern(categoryPattern) && !Glob.isPattern(eventPattern)) {
      return host.has(categoryPattern, eventPattern)
          ? List.of(new ProbePoint.Tracepoint(categoryPattern, eventPattern))
          : List.of();
    }
    Glob category = new Glob(categoryPattern);
    Glob event = new Glob(eventPattern);
    List<ProbePoint> points = new ArrayList<>();
    for (String name : host.all()) {
      int colon = name.indexOf(':');
      String of = name.substring(0, colon);
      String itself = name.substring(colon + 1);
      if (category.matches(of) && event.matches(itself)) {
        points.add(new ProbePoint.Tracepoint(of, itself));
      }
    }
    return points;
  }

  @Override
  public List<String> names(List<String> parts) throws ProbeUnavailableException {
    return match(ALL, ALL).stream().map(ProbePoint::name).toList();
  }
}
