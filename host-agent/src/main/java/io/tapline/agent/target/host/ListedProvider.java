package io.tapline.agent.target.host;

import io.tapline.agent.probe.Provider;
import io.tapline.agent.target.ProbeUnavailableException;
import java.util.List;
import java.util.function.Consumer;

/** What of one provider is listed. */
interface ListedProvider {
  /** Whose. */
  Provider provider();

  /**
   * Finds names that match, in the order of the list.
   *
   * @param parts of the pattern behind the provider; one that is empty stands for itself
   * @param found gets names without the provider: {@code sched:sched_switch}
   */
  void find(List<String> parts, Consumer<String> found) throws ProbeUnavailableException;

  /**
   * What a probe is given, one declaration each: {@code int prev_prio}.
   *
   * @param name as {@link #find} answers it
   */
  default List<String> arguments(String name, ProbeListing listing)
      throws ProbeUnavailableException {
    return List.of();
  }
}
