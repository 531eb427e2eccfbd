package io.tapline.agent.target.host;

import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.target.ProbeUnavailableException;
import java.util.List;
import java.util.function.Function;

/** {@code bench:NAME} and {@code test:NAME}: what the script calls them. */
final class LabelCatalog implements ProviderCatalog {
  private final String keyword;
  private final Function<String, ProbePoint> point;

  LabelCatalog(String keyword, Function<String, ProbePoint> point) {
    this.keyword = keyword;
    this.point = point;
  }

  @Override
  public List<ProbePoint> match(List<String> parts) throws ProbeUnavailableException {
    if (parts.size() != 1) {
      throw new ProbeUnavailableException(
          keyword + " probe type requires 1 arguments, found " + parts.size(),
          "write " + keyword + ":NAME");
    }
    if (parts.get(0).isEmpty()) {
      throw new ProbeUnavailableException(keyword + " probes must have a name");
    }
    return List.of(point.apply(parts.get(0)));
  }

  @Override
  public List<String> names(List<String> parts) {
    return List.of();
  }
}
