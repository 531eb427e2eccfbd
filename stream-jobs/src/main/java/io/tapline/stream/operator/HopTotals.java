package io.tapline.stream.operator;

import io.tapline.stream.batch.Origin;
import io.tapline.stream.ledger.Hop;
import java.util.EnumMap;
import java.util.Map;

/**
 * What was counted of one (agent, boot, tapset) so far.
 *
 * @param origin whose records they are
 * @param counts by hop; hops without records are absent
 * @param lastSeenMillis wall milliseconds of the last count
 */
record HopTotals(Origin origin, Map<Hop, Long> counts, long lastSeenMillis) {
  HopTotals {
    counts = Map.copyOf(counts);
  }

  HopTotals plus(HopDelta delta, long nowMillis) {
    Map<Hop, Long> sum = new EnumMap<>(Hop.class);
    sum.putAll(counts);
    sum.merge(delta.hop(), delta.count(), Long::sum);
    return new HopTotals(origin, sum, nowMillis);
  }
}
