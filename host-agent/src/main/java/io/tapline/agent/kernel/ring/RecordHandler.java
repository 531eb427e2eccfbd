package io.tapline.agent.kernel.ring;

import java.nio.ByteBuffer;

/** Takes records out of a ring. */
@FunctionalInterface
public interface RecordHandler {
  /**
   * One record, valid during this call only: afterwards the kernel writes over it.
   *
   * @param data the ring's pages, native byte order; to be read by absolute offset, never written
   * @param offset where the record begins
   * @param length of the record in bytes, as reserved
   */
  void handle(ByteBuffer data, int offset, int length);
}
