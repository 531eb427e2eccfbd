package io.tapline.agent.kernel.ring;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The consumer's side of a BPF ring buffer (kernel/bpf/ringbuf.c, Linux 5.8 and later).
 *
 * <pre>
 *   consumer page               producer page        data
 *   +-----------------------+   +----------------+   +--------------------+
 *   | consumer position u64 |   | producer p. u64|   | size bytes         |
 *   +-----------------------+   +----------------+   +--------------------+
 *
 *   record, struct bpf_ringbuf_hdr; positions only grow, and are taken modulo size
 *   0                               4               8
 *   +-------------------------------+---------------+------------------------- - - -+
 *   |B|D| length, 30 bits           | page offset   | payload, padded to 8 bytes    |
 *   +-------------------------------+---------------+------------------------- - - -+
 *    B: busy, still being written    D: discarded, to be skipped
 * </pre>
 *
 * The kernel offers the data a second time behind the first, so that no record wraps; but mapped
 * pages count as the process's memory, twice then, and 16 MiB is a tenth of what an agent may take.
 * So it is mapped once, and the one record in a round that wraps is copied together. One thread
 * reads; it needs no wakeups and no system call. Records behind a busy one wait until that one is
 * finished: the order is kept.
 */
public final class RingBufferReader {
  static final int HEADER_BYTES = 8;
  static final int BUSY = 1 << 31;
  static final int DISCARDED = 1 << 30;

  private static final VarHandle LONG =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
  private static final VarHandle INT =
      MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());

  private final ByteBuffer consumer;
  private final ByteBuffer producer;
  private final int dataOffset;
  private final int sizeBytes;
  private final long mask;

  /** Where a record that wraps is put together. */
  private ByteBuffer wrapped = ByteBuffer.allocateDirect(0);

  private long discarded;

  /**
   * @param consumer the consumer's page, writable
   * @param producer the producer's page, followed by the data
   * @param dataOffset where in {@code producer} the data begins: the page size
   * @param sizeBytes of the data, a power of two
   */
  public RingBufferReader(ByteBuffer consumer, ByteBuffer producer, int dataOffset, int sizeBytes) {
    if (Integer.bitCount(sizeBytes) != 1 || sizeBytes < HEADER_BYTES) {
      throw new IllegalArgumentException("ring size must be a power of two: size=" + sizeBytes);
    }
    if (producer.capacity() < dataOffset + (long) sizeBytes) {
      throw new IllegalArgumentException(
          "ring data must be mapped whole: size=" + sizeBytes + ", mapped=" + producer.capacity());
    }
    this.consumer = consumer;
    this.producer = producer;
    this.dataOffset = dataOffset;
    this.sizeBytes = sizeBytes;
    this.mask = sizeBytes - 1L;
  }

  /**
   * Hands over finished records, oldest first, and gives their room back to the kernel when done.
   * Never blocks.
   *
   * @param limit how many at most, so that room is given back and other work gets its turn
   * @return how many were handed over; 0 when there was nothing
   * @throws IllegalStateException when the ring's pages contradict themselves
   */
  public int poll(RecordHandler handler, int limit) {
    long position = (long) LONG.getOpaque(consumer, 0);
    // Acquire: pairs with the kernel's release of the producer position after a reservation.
    long end = (long) LONG.getAcquire(producer, 0);
    int delivered = 0;
    try {
      while (position < end && delivered < limit) {
        int offset = dataOffset + (int) (position & mask);
        // Acquire: pairs with the kernel's xchg of the header after the payload was written.
        int header = (int) INT.getAcquire(producer, offset);
        if ((header & BUSY) != 0) {
          break;
        }
        int length = header & ~(BUSY | DISCARDED);
        long next = position + roundUp(length);
        check(position, next, end);
        // Counted as read before it is handed over: a handler that throws does not see it again.
        position = next;
        if ((header & DISCARDED) != 0) {
          discarded++;
        } else {
          delivered++;
          deliver(handler, offset + HEADER_BYTES, length);
        }
      }
    } finally {
      // Release: reads of the payload stay before the moment the kernel may write over it.
      LONG.setRelease(consumer, 0, position);
    }
    return delivered;
  }

  private void deliver(RecordHandler handler, int offset, int length) {
    int untilEnd = dataOffset + sizeBytes - offset;
    if (length <= untilEnd) {
      handler.handle(producer, offset, length);
      return;
    }
    if (wrapped.capacity() < length) {
      wrapped = ByteBuffer.allocateDirect(length).order(ByteOrder.nativeOrder());
    }
    wrapped.put(0, producer, offset, untilEnd);
    wrapped.put(untilEnd, producer, dataOffset, length - untilEnd);
    handler.handle(wrapped, 0, length);
  }

  /** Bytes reserved and not yet read, records still being written included. */
  public long backlogBytes() {
    return (long) LONG.getAcquire(producer, 0) - (long) LONG.getOpaque(consumer, 0);
  }

  /** How far this reader has come, in bytes since the ring was made. */
  public long position() {
    return (long) LONG.getOpaque(consumer, 0);
  }

  /**
   * How far the kernel has come, likewise: read before a drain, it tells when the drain is done.
   */
  public long producerPosition() {
    return (long) LONG.getAcquire(producer, 0);
  }

  /** Records that programs reserved and then gave up. */
  public long discarded() {
    return discarded;
  }

  /** Bytes of data the ring holds. */
  public int sizeBytes() {
    return sizeBytes;
  }

  private static long roundUp(int length) {
    return (length + (long) HEADER_BYTES + 7) & ~7L;
  }

  private void check(long position, long next, long end) {
    if (next > end || next - position > sizeBytes) {
      throw new IllegalStateException(
          "ring record runs past the producer: position="
              + position
              + ", next="
              + next
              + ", producer="
              + end);
    }
  }
}
