package io.tapline.agent.kernel.ring;

import io.tapline.agent.kernel.load.BpfMap;
import io.tapline.agent.kernel.sys.LibC;
import io.tapline.agent.kernel.sys.MappedMemory;
import io.tapline.agent.kernel.sys.SystemCallException;

/**
 * Owner of a ring buffer's two mappings. The map itself stays with its owner and must outlive this.
 *
 * <p>Its reader must not be used after {@link #close}: close on the thread that reads.
 */
public final class RingBuffer implements AutoCloseable {
  private static final int PAGE_BYTES = 4096;

  private final MappedMemory consumer;
  private final MappedMemory producer;
  private final RingBufferReader reader;

  private RingBuffer(MappedMemory consumer, MappedMemory producer, int sizeBytes) {
    this.consumer = consumer;
    this.producer = producer;
    this.reader = new RingBufferReader(consumer.buffer(), producer.buffer(), PAGE_BYTES, sizeBytes);
  }

  /**
   * Maps a ring buffer.
   *
   * @param map of type RINGBUF, at most 512 MiB
   */
  public static RingBuffer map(LibC libc, BpfMap map) throws SystemCallException {
    int size = map.spec().maxEntries();
    int length = Math.addExact(PAGE_BYTES, size);
    MappedMemory consumer = MappedMemory.map(libc, map.descriptor(), 0, PAGE_BYTES, true);
    try {
      // The kernel refuses a writable mapping here: the producer's side is its own.
      MappedMemory producer = MappedMemory.map(libc, map.descriptor(), PAGE_BYTES, length, false);
      return new RingBuffer(consumer, producer, size);
    } catch (SystemCallException | RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  /** The one reader. */
  public RingBufferReader reader() {
    return reader;
  }

  @Override
  public void close() {
    consumer.close();
    producer.close();
  }
}
