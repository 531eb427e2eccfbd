package io.tapline.stream.operator;

import io.tapline.stream.batch.Origin;
import io.tapline.stream.ledger.Hop;

/**
 * Something was counted.
 *
 * @param origin whose records they are
 * @param hop what happened to them
 * @param count how many, more than 0
 */
public record HopDelta(Origin origin, Hop hop, long count) {
  /** The key by which counts are added up: agent, boot and tapset. */
  public String originKey() {
    return new Owner(origin.agent(), origin.boot() + "/" + origin.tapset()).key();
  }
}
