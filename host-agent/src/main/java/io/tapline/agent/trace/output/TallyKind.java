package io.tapline.agent.trace.output;

import java.util.function.Supplier;

/**
 * How a map's entries are added up and ordered.
 *
 * @param kind what its values are
 * @param order what entries are ordered by
 * @param empty makes one that nothing was added to
 */
record TallyKind(MapView.Kind kind, Order order, Supplier<Tally> empty) {

  /** What a map's entries are ordered by. */
  enum Order {
    /** Keys. */
    KEY,
    /** Ranks as signed numbers, then keys. */
    SIGNED_RANK,
    /** Ranks as unsigned numbers, then keys. */
    UNSIGNED_RANK,
    /** Keys as bytes. */
    KEY_BYTES,
    /** Ranks, then keys as bytes, as the C++ library sorts them. */
    RANK_AND_KEY_BYTES
  }
}
