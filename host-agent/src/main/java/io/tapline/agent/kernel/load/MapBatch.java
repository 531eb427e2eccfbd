package io.tapline.agent.kernel.load;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The caller's memory for bulk reads of one map: filled again and again, so that a read allocates
 * nothing per entry. Not thread-safe.
 *
 * <p>Entry {@code i} has its key at {@code i * keyBytes} of {@link #keys} and its value at {@code i
 * * valueStride} of {@link #values}; in a per-CPU map a value is one block of {@code cpuStride}
 * bytes per possible CPU, in order.
 */
public final class MapBatch {
  private final int keyBytes;
  private final int valueStride;
  private final int cpuStride;
  private final ByteBuffer cursor;
  private ByteBuffer keys;
  private ByteBuffer values;
  private int capacity;
  private int size;
  private boolean started;

  MapBatch(int keyBytes, int valueStride, int cpuStride, int capacity) {
    this.keyBytes = keyBytes;
    this.valueStride = valueStride;
    this.cpuStride = cpuStride;
    // A hash's cursor is a bucket number, an array's a key: the kernel copies max(4, key) bytes.
    this.cursor = direct(Math.max(Long.BYTES, keyBytes));
    this.keys = direct(capacity * keyBytes);
    this.values = direct(capacity * valueStride);
    this.capacity = capacity;
  }

  /** Entries that the last read filled in. */
  public int size() {
    return size;
  }

  /** Keys, native byte order. A larger buffer may take its place at the next read. */
  public ByteBuffer keys() {
    return keys;
  }

  /** Values, native byte order. A larger buffer may take its place at the next read. */
  public ByteBuffer values() {
    return values;
  }

  /** Where entry {@code entry}'s key begins. */
  public int keyOffset(int entry) {
    return entry * keyBytes;
  }

  /** Where entry {@code entry}'s value of CPU {@code cpu} begins; CPU 0 in a map without CPUs. */
  public int valueOffset(int entry, int cpu) {
    return entry * valueStride + cpu * cpuStride;
  }

  /** CPUs that each value has a block for; 1 in a map without CPUs. */
  public int cpus() {
    return valueStride / cpuStride;
  }

  /** Makes the next read begin at the map's start. */
  public void rewind() {
    started = false;
    size = 0;
  }

  ByteBuffer cursor() {
    return cursor;
  }

  int capacity() {
    return capacity;
  }

  boolean started() {
    return started;
  }

  void filled(int entries) {
    started = true;
    size = entries;
  }

  void grow(int newCapacity) {
    keys = direct(newCapacity * keyBytes);
    values = direct(newCapacity * valueStride);
    capacity = newCapacity;
  }

  private static ByteBuffer direct(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }
}
