package io.tapline.stream.window;

/**
 * A half-open span of event time, aligned to 1970.
 *
 * @param resolution its length
 * @param start first second that belongs to it, since 1970; a multiple of the length
 */
public record Window(Resolution resolution, long start) {
  private static final int RESOLUTION_BITS = 2;

  /** Checks the alignment. */
  public Window {
    if (Math.floorMod(start, (long) resolution.seconds()) != 0) {
      throw new IllegalArgumentException("start=" + start + " is not aligned to " + resolution);
    }
  }

  /** First second after it. */
  public long end() {
    return start + resolution.seconds();
  }

  /** One number that stands for the window: the start above two bits of resolution. */
  public long packed() {
    return (start << RESOLUTION_BITS) | Resolution.ALL.indexOf(resolution);
  }

  /** The window that {@link #packed} stands for. */
  public static Window unpack(long packed) {
    int index = (int) (packed & ((1 << RESOLUTION_BITS) - 1));
    return new Window(Resolution.ALL.get(index), packed >> RESOLUTION_BITS);
  }
}
