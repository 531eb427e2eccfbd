package io.tapline.agent.trace.output;

import io.tapline.schemas.BucketLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Of exphist(n), the pipeline's histogram ({@code BucketLayout}): open at the lower end, closed at
 * the upper, {@code (1024, 1046]}. Bounds are cut to whole numbers, and a bucket that no whole
 * number falls into is not shown. A histogram of more than 48 lines is folded, as OpenTelemetry
 * does when it lowers a scale: two neighbours become one, until there are few enough or only powers
 * of two are left.
 */
final class ExponentialBuckets implements Buckets {
  private static final int MOST_LINES = 48;

  /** The layout's first bucket that OpenTelemetry numbers: its 0. */
  private static final int FIRST = 2;

  @Override
  public List<MapView.Bucket> shown(SortedMap<Integer, Long> counts) {
    List<MapView.Bucket> lines = List.of();
    for (int scale = BucketLayout.SCALE; scale >= 0; scale--) {
      lines = lines(counts, BucketLayout.SCALE - scale);
      if (lines.size() <= MOST_LINES) {
        break;
      }
    }
    return lines;
  }

  /**
   * The lines at a lower scale.
   *
   * @param folds how often neighbours become one
   */
  private static List<MapView.Bucket> lines(SortedMap<Integer, Long> counts, int folds) {
    SortedMap<Integer, Long> folded = new TreeMap<>();
    counts.forEach((number, count) -> folded.merge(fold(number, folds), count, Long::sum));
    List<MapView.Bucket> lines = new ArrayList<>();
    if (folded.isEmpty()) {
      return lines;
    }
    for (int number = folded.firstKey(); number <= folded.lastKey(); number++) {
      MapView.Bucket line = line(number, folds, folded.getOrDefault(number, 0L));
      if (line.least().isEmpty() || line.least().getAsLong() <= line.most().getAsLong()) {
        lines.add(line);
      }
    }
    return lines;
  }

  private static int fold(int number, int folds) {
    return number < FIRST ? number : FIRST + ((number - FIRST) >> folds);
  }

  private static MapView.Bucket line(int number, int folds, long count) {
    if (number == 0) {
      return new MapView.Bucket("(..., 0]", OptionalLong.empty(), OptionalLong.of(0), count);
    } else if (number == 1) {
      return new MapView.Bucket("[1]", OptionalLong.of(1), OptionalLong.of(1), count);
    }
    long below = end((number - FIRST) << folds);
    long most = end((number - FIRST + 1) << folds);
    String label =
        most == below + 1
            ? BucketLabel.single(BucketLabel.whole(most))
            : "(" + BucketLabel.whole(below) + ", " + BucketLabel.whole(most) + "]";
    return new MapView.Bucket(label, OptionalLong.of(below + 1), OptionalLong.of(most), count);
  }

  /** The last whole number before OpenTelemetry's bucket of that number. */
  private static long end(int number) {
    return (long) BucketLayout.upperBound(number + 1);
  }
}
