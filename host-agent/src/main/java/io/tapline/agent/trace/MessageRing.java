package io.tapline.agent.trace;

import io.tapline.agent.compile.CompiledScript;
import io.tapline.agent.kernel.load.KernelObjects;
import io.tapline.agent.kernel.ring.RecordHandler;
import io.tapline.agent.kernel.ring.RingBuffer;
import io.tapline.agent.kernel.sys.LibC;
import io.tapline.agent.kernel.sys.SystemCallException;
import org.jspecify.annotations.Nullable;

/** The ring that a script's messages come by; a script that sends none has none. */
final class MessageRing implements AutoCloseable {
  /** Records per reading of the ring, so that room is given back to the kernel steadily. */
  private static final int LIMIT = 4_096;

  private final @Nullable RingBuffer ring;

  private MessageRing(@Nullable RingBuffer ring) {
    this.ring = ring;
  }

  /** Maps the script's ring, if it has one. */
  static MessageRing of(LibC libc, KernelObjects objects) throws SystemCallException {
    return new MessageRing(
        objects.maps().containsKey(CompiledScript.RING)
            ? RingBuffer.map(libc, objects.map(CompiledScript.RING))
            : null);
  }

  /** Reads some of what is there; answers how many records it was. */
  int poll(RecordHandler handler) {
    return ring == null ? 0 : ring.reader().poll(handler, LIMIT);
  }

  /** Whether a reading took all it could, so that there may be more. */
  static boolean isFull(int read) {
    return read == LIMIT;
  }

  /** Reads until everything that is in the ring now has been taken. */
  void drain(RecordHandler handler) {
    if (ring == null) {
      return;
    }
    long end = ring.reader().producerPosition();
    while (ring.reader().position() < end) {
      if (ring.reader().poll(handler, LIMIT) == 0) {
        // A program between reserve and submit, some nanoseconds long.
        Thread.onSpinWait();
      }
    }
  }

  /** On the thread that reads. */
  @Override
  public void close() {
    if (ring != null) {
      ring.close();
    }
  }
}
