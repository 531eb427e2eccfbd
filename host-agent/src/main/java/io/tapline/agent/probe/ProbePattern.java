package io.tapline.agent.probe;

import java.util.List;

/**
 * A probe as a script writes it: provider and the parts between colons. Parts may glob with {@code
 * *}, {@code ?} and {@code [...]}.
 *
 * @param provider the family
 * @param parts what follows the provider, for example {@code [sched, sched_switch]}, {@code
 *     [postgres, query__start]}, {@code [hz, 99]}; empty for begin and end
 */
public record ProbePattern(Provider provider, List<String> parts) {
  public ProbePattern {
    parts = List.copyOf(parts);
  }

  /** As written, with the provider's full name. */
  @Override
  public String toString() {
    return parts.isEmpty()
        ? provider.keyword()
        : provider.keyword() + ":" + String.join(":", parts);
  }
}
