package io.tapline.agent.trace;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * What programs sent under a speculation's id and is not yet known to be wanted. Bounded: a
 * speculation that nobody decides about gives way, oldest first, and is counted. Not thread-safe.
 */
final class Speculations {
  /** Messages held in all. */
  static final int CAPACITY = 65_536;

  private final Map<Long, Deque<Runnable>> held = new HashMap<>();
  private final Deque<Long> order = new ArrayDeque<>();
  private int size;
  private long dropped;

  /** Keeps a message until its speculation is decided. */
  void hold(long id, Runnable message) {
    while (size >= CAPACITY && !order.isEmpty()) {
      dropped += remove(order.peek()).size();
    }
    held.computeIfAbsent(
            id,
            unused -> {
              order.add(id);
              return new ArrayDeque<>();
            })
        .add(message);
    size++;
  }

  /** Does everything that was held under the id, in the order it was sent. */
  void commit(long id) {
    remove(id).forEach(Runnable::run);
  }

  /** Forgets everything that was held under the id. */
  void discard(long id) {
    remove(id);
  }

  /** Messages that gave way. */
  long dropped() {
    return dropped;
  }

  private Deque<Runnable> remove(long id) {
    Deque<Runnable> messages = held.remove(id);
    if (messages == null) {
      return new ArrayDeque<>();
    }
    order.remove(id);
    size -= messages.size();
    return messages;
  }
}
