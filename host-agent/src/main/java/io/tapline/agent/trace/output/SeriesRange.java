package io.tapline.agent.trace.output;

import java.util.List;

/**
 * Between which values a chart runs: the least and the greatest of the series, one apart on each
 * side where they are the same.
 *
 * @param least of the values; {@link DecodedValue.Nothing} when there is none
 * @param greatest of the values; {@link DecodedValue.Nothing} when there is none
 */
record SeriesRange(DecodedValue least, DecodedValue greatest) {

  static SeriesRange of(List<MapView.Point> points) {
    DecodedValue least = new DecodedValue.Nothing();
    DecodedValue greatest = least;
    for (MapView.Point point : points) {
      DecodedValue value = point.value();
      if (value instanceof DecodedValue.Nothing) {
        continue;
      }
      least = least instanceof DecodedValue.Nothing || less(value, least) ? value : least;
      greatest =
          greatest instanceof DecodedValue.Nothing || less(greatest, value) ? value : greatest;
    }
    return least.equals(greatest)
        ? new SeriesRange(step(least, -1), step(greatest, 1))
        : new SeriesRange(least, greatest);
  }

  /** Where zero is on the way, if it is between the bounds; 0 if not. */
  int zeroColumn(int width) {
    if (!(least instanceof DecodedValue.Signed low)
        || !(greatest instanceof DecodedValue.Signed high)
        || low.value() >= 0
        || high.value() <= 0) {
      return 0;
    }
    float part = (float) width * (float) -low.value() / (float) (high.value() - low.value());
    return clamp((int) part, width);
  }

  /** Where a value is on the way. Single precision, as bpftrace computes it. */
  int column(DecodedValue value, int width) {
    if (least.equals(greatest)) {
      return width / 2;
    }
    float part =
        (float) (width - 1)
            * (float) (number(value) - number(least))
            / (float) (number(greatest) - number(least));
    return clamp((int) part, width);
  }

  private static int clamp(int column, int width) {
    return Math.max(0, Math.min(width - 1, column));
  }

  private static boolean less(DecodedValue left, DecodedValue right) {
    return left instanceof DecodedValue.Unsigned
        ? Long.compareUnsigned(number(left), number(right)) < 0
        : number(left) < number(right);
  }

  /** One further, but not over the end of the numbers. */
  private static DecodedValue step(DecodedValue value, int direction) {
    if (value instanceof DecodedValue.Unsigned u) {
      boolean end = u.value() == (direction < 0 ? 0 : -1);
      return end ? value : new DecodedValue.Unsigned(u.value() + direction);
    } else if (value instanceof DecodedValue.Signed s) {
      boolean end = s.value() == (direction < 0 ? Long.MIN_VALUE : Long.MAX_VALUE);
      return end ? value : new DecodedValue.Signed(s.value() + direction);
    }
    return value;
  }

  private static long number(DecodedValue value) {
    if (value instanceof DecodedValue.Unsigned u) {
      return u.value();
    }
    return value instanceof DecodedValue.Signed s ? s.value() : 0;
  }
}
