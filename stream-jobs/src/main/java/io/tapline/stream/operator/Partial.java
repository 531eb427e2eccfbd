package io.tapline.stream.operator;

import io.tapline.stream.batch.Origin;
import io.tapline.stream.window.SeriesBlock;

/**
 * What one batch adds to one second of its (host, tapset).
 *
 * @param origin whose records they are
 * @param second wall second since 1970
 * @param block the increments by series
 */
public record Partial(Origin origin, long second, SeriesBlock block) {
  /** The key by which windows are merged: host and tapset. */
  public String ownerKey() {
    return new Owner(origin.host(), origin.tapset()).key();
  }
}
