package io.tapline.agent.trace.output;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/** Histograms whose lines are their buckets, from the first with a count to the last. */
abstract class BucketRun implements Buckets {

  /** One bucket's line. */
  abstract MapView.Bucket bucket(int number, long count);

  @Override
  public final List<MapView.Bucket> shown(SortedMap<Integer, Long> counts) {
    List<MapView.Bucket> lines = new ArrayList<>();
    if (counts.isEmpty()) {
      return lines;
    }
    for (int number = counts.firstKey(); number <= counts.lastKey(); number++) {
      lines.add(bucket(number, counts.getOrDefault(number, 0L)));
    }
    return lines;
  }
}
