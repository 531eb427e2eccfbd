package io.tapline.agent.target.host;

import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.target.ProbeUnavailableException;
import java.util.List;

/** {@code self:signal:SIGUSR1}: what happens to the tracer. */
final class SelfCatalog implements ProviderCatalog {
  private static final String TRIGGER = "signal";
  private static final String SIGNAL = "SIGUSR1";

  @Override
  public List<ProbePoint> match(List<String> parts) throws ProbeUnavailableException {
    if (parts.size() != 2) {
      throw new ProbeUnavailableException(
          "self probe type requires 2 arguments, found " + parts.size(),
          "write self:signal:SIGUSR1");
    }
    if (!parts.get(0).equals(TRIGGER)) {
      throw new ProbeUnavailableException(parts.get(0) + " is not a supported trigger");
    }
    if (!parts.get(1).equals(SIGNAL)) {
      throw new ProbeUnavailableException(parts.get(1) + " is not a supported signal");
    }
    return List.of(new ProbePoint.SelfSignal(SIGNAL));
  }

  @Override
  public List<String> names(List<String> parts) {
    return List.of("self:" + TRIGGER + ":" + SIGNAL);
  }
}
