package io.tapline.agent.target.host;

import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.target.ProbeUnavailableException;
import java.util.List;

/** One provider's points on this host. */
interface ProviderCatalog {
  /**
   * The points that match.
   *
   * @param parts of the pattern, without the provider
   */
  List<ProbePoint> match(List<String> parts) throws ProbeUnavailableException;

  /**
   * Full names, as a script would write them, among which a misspelt pattern may have meant one.
   */
  List<String> names(List<String> parts) throws ProbeUnavailableException;
}
