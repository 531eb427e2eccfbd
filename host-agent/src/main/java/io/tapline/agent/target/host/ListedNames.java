package io.tapline.agent.target.host;

import io.tapline.agent.probe.Provider;
import java.util.List;
import java.util.function.Consumer;

/**
 * Probes that are the same on every host. Those that want a number end in a colon, which is where
 * it goes.
 *
 * @param names what is listed
 * @param always whether every pattern is answered with them: bench and test have no names of their
 *     own
 */
record ListedNames(Provider provider, List<String> names, boolean always)
    implements ListedProvider {
  /** What the kernel counts: {@code faults:}. */
  static ListedNames counted(Provider provider, CountedEvents events) {
    return new ListedNames(
        provider, events.names().stream().map(n -> n + ":").sorted().toList(), false);
  }

  /** Timers: {@code hz:}. */
  static ListedNames timers(Provider provider) {
    return new ListedNames(provider, List.of("hz:", "ms:", "s:", "us:"), false);
  }

  @Override
  public void find(List<String> parts, Consumer<String> found) {
    Wildcard wildcard = new Wildcard(always ? "*" : String.join(":", parts));
    names.stream().filter(wildcard::matches).forEach(found);
  }
}
