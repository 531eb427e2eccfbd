package io.tapline.agent.price;

import java.util.OptionalDouble;

/**
 * What one probe point will cost.
 *
 * @param point its full name
 * @param kind how it is hit
 * @param nanosPerHit empty where that could not be measured
 * @param hitsPerSecond on all CPUs together; empty where asking would itself cost something
 */
public record PriceTag(
    String point, CostClass kind, OptionalDouble nanosPerHit, OptionalDouble hitsPerSecond) {

  /** The share of one CPU that it will take; empty where price or rate is not known. */
  public OptionalDouble cpuShare() {
    return nanosPerHit.isPresent() && hitsPerSecond.isPresent()
        ? OptionalDouble.of(nanosPerHit.getAsDouble() * hitsPerSecond.getAsDouble() / 1e9)
        : OptionalDouble.empty();
  }
}
