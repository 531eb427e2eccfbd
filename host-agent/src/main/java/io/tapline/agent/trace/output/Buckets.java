package io.tapline.agent.trace.output;

import java.util.List;
import java.util.SortedMap;

/** Where the buckets of one kind of histogram lie. */
interface Buckets {
  /**
   * The lines of a histogram.
   *
   * @param counts by bucket's number; those that are not zero
   */
  List<MapView.Bucket> shown(SortedMap<Integer, Long> counts);
}
