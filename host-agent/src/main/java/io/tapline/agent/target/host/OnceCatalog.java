package io.tapline.agent.target.host;

import io.tapline.agent.probe.ProbePoint;
import java.util.List;

/**
 * {@code begin} and {@code end}: always there, once.
 *
 * @param point the one point
 */
record OnceCatalog(ProbePoint point) implements ProviderCatalog {
  @Override
  public List<ProbePoint> match(List<String> parts) {
    return parts.isEmpty() ? List.of(point) : List.of();
  }

  @Override
  public List<String> names(List<String> parts) {
    return List.of(point.name());
  }
}
