package io.tapline.stream.job;

import io.tapline.stream.sink.FlushLimits;
import io.tapline.stream.sink.RowStoreOpener;

/**
 * What the job needs to know.
 *
 * @param bootstrap Kafka's address
 * @param store where rows go
 * @param flush when they go
 * @param seriesLimit series per (host, tapset) and window before {@code __other__}
 */
public record JobSettings(
    String bootstrap, RowStoreOpener store, FlushLimits flush, int seriesLimit) {
  /** Series per (host, tapset) and window, unless told otherwise. */
  public static final int SERIES_LIMIT = 10_000;

  /** With the usual bounds. */
  public static JobSettings of(String bootstrap, RowStoreOpener store) {
    return new JobSettings(bootstrap, store, FlushLimits.DEFAULT, SERIES_LIMIT);
  }
}
