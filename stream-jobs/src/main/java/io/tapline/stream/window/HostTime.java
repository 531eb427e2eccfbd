package io.tapline.stream.window;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * How far one (host, tapset) has come in its own event time, and which windows it has open.
 *
 * <p>Lateness is judged by the host's own time, not by the fleet's: batches of one host arrive in
 * order, so a host that sends an hour of spooled data, or whose clock is an hour behind, loses
 * nothing and delays nobody. Its time never runs ahead of {@code now}, so one stamp from the future
 * cannot make the present late.
 *
 * <p>Windows are few: about 60 + 7 + 2 while time moves on; at most {@link #MAX_OPEN}. Mutable, not
 * thread-safe.
 */
public final class HostTime {
  /** Bound on open windows; a host that scatters its stamps over more has them counted as late. */
  public static final int MAX_OPEN = 512;

  private long time;
  private long floor;
  private final TreeSet<Long> open = new TreeSet<>();

  /** Before any data. */
  public HostTime() {
    this(0, 0, List.of());
  }

  /** As saved. */
  public HostTime(long time, long floor, List<Long> open) {
    this.time = time;
    this.floor = floor;
    this.open.addAll(open);
  }

  /** Greatest second of data so far, at most the wall second at which it came. */
  public long time() {
    return time;
  }

  /** No window that ends at or before this second is open, or ever will be again. */
  public long floor() {
    return floor;
  }

  /** The open windows, {@linkplain Window#packed packed}. */
  public List<Long> open() {
    return List.copyOf(open);
  }

  /**
   * Moves on to a second of data.
   *
   * @param second of the data, since 1970
   * @param now wall second of this machine
   */
  public void advance(long second, long now) {
    time = Math.max(time, Math.min(second, now));
  }

  /** Whether data may still enter the window, and if so, opens it. */
  public boolean admit(Window window) {
    if (window.start() < 0 || window.end() <= floor) {
      return false;
    }
    long packed = window.packed();
    if (open.size() >= MAX_OPEN && !open.contains(packed)) {
      return false;
    }
    open.add(packed);
    return true;
  }

  /** Raises the floor, and removes and returns the windows below it. */
  public List<Window> retire(long newFloor) {
    floor = Math.max(floor, newFloor);
    List<Window> retired = new ArrayList<>();
    // Packed windows ascend by start, and a window starts before it ends.
    for (Long packed : open.headSet(new Window(Resolution.SECOND, floor).packed())) {
      Window window = Window.unpack(packed);
      if (window.end() <= floor) {
        retired.add(window);
      }
    }
    retired.forEach(window -> open.remove(window.packed()));
    return retired;
  }
}
