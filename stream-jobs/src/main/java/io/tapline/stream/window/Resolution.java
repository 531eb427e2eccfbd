package io.tapline.stream.window;

import java.util.List;

/** How long a window is. Every second belongs to one window of each resolution. */
public enum Resolution {
  /** One second. */
  SECOND(1),
  /** Ten seconds. */
  TEN_SECONDS(10),
  /** One minute. */
  MINUTE(60);

  /** All of them, shortest first. */
  public static final List<Resolution> ALL = List.of(values());

  private final int seconds;

  Resolution(int seconds) {
    this.seconds = seconds;
  }

  /** Length in seconds. */
  public int seconds() {
    return seconds;
  }

  /** The window that a wall second since 1970 belongs to. */
  public Window windowOf(long second) {
    return new Window(this, Math.floorDiv(second, (long) seconds) * seconds);
  }
}
