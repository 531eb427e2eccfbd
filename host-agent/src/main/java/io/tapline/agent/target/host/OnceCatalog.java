package io.tapline.agent.target.host;

import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.target.ProbeUnavailableException;
import java.util.List;

/**
 * {@code begin} and {@code end}: always there, once.
 *
 * @param point the one point
 */
record OnceCatalog(ProbePoint point) implements ProviderCatalog {
  @Override
  public List<ProbePoint> match(List<String> parts) throws ProbeUnavailableException {
    boolean alone = parts.isEmpty() || (parts.size() == 1 && parts.get(0).equals("*"));
    if (!alone) {
      throw new ProbeUnavailableException(
          point.name() + " probe type requires 0 arguments, found " + parts.size());
    }
    return List.of(point);
  }

  @Override
  public List<String> names(List<String> parts) {
    return List.of(point.name());
  }
}
