package io.tapline.agent.runtime;

import io.tapline.agent.event.EventLayout;
import io.tapline.agent.kernel.ring.RecordHandler;
import io.tapline.agent.kernel.ring.RingBufferReader;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Reads the one ring that all scripts share and gives each record to the session whose emit
 * statement made it. One ring for all, because a ring's pages count as the agent's memory once they
 * are read.
 */
final class RingPump implements RecordHandler {
  /** Records per reading of the ring, so that room is given back to the kernel steadily. */
  private static final int LIMIT = 4_096;

  private final RingBufferReader ring;
  private Session[] sessions = new Session[64];
  private int[] events = new int[64];
  private int next;
  private long strays;

  RingPump(RingBufferReader ring) {
    this.ring = ring;
  }

  /** The first layout id that the next script may use. */
  int nextId() {
    return next;
  }

  /** Makes a session's records go to it. Its layouts were compiled with {@link #nextId}. */
  void add(Session session) {
    for (int event = 0; event < session.events().size(); event++) {
      EventLayout layout = session.events().get(event);
      if (layout.id() >= sessions.length) {
        sessions = Arrays.copyOf(sessions, 2 * layout.id());
        events = Arrays.copyOf(events, 2 * layout.id());
      }
      sessions[layout.id()] = session;
      events[layout.id()] = event;
      next = Math.max(next, layout.id() + 1);
    }
  }

  /** Reads what is there; returns how many records it was. */
  int poll() {
    int total = 0;
    int read;
    do {
      read = ring.poll(this, LIMIT);
      total += read;
    } while (read == LIMIT);
    return total;
  }

  /** Reads until everything that was in the ring when this was called has been taken. */
  void drain() {
    long end = ring.producerPosition();
    while (ring.position() < end) {
      if (ring.poll(this, LIMIT) == 0) {
        // A program between reserve and submit, some nanoseconds long.
        Thread.onSpinWait();
      }
    }
  }

  @Override
  public void handle(ByteBuffer data, int offset, int length) {
    int id = data.getInt(offset + EventLayout.ID_OFFSET);
    if (id < 0 || id >= sessions.length || sessions[id] == null) {
      strays++;
      return;
    }
    sessions[id].take(events[id], data, offset, length);
  }

  /** Records of no script that is known here; always 0 unless there is a bug. */
  long strays() {
    return strays;
  }
}
