package io.tapline.agent.kernel.load;

import io.tapline.agent.bpf.spec.MapSpec;
import io.tapline.agent.kernel.sys.BatchResult;
import io.tapline.agent.kernel.sys.BpfSyscall;
import io.tapline.agent.kernel.sys.FileDescriptor;
import io.tapline.agent.kernel.sys.SystemCallException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A map in the kernel, and owner of its descriptor. Keys and values are the caller's direct
 * buffers, read and written from their first byte in native order. Thread-safe, as far as the
 * kernel makes single operations atomic.
 */
public final class BpfMap implements AutoCloseable {
  /** The kernel aligns each CPU's value: round_up(value_size, 8). */
  private static final int CPU_VALUE_ALIGNMENT = 8;

  private final BpfSyscall bpf;
  private final MapSpec spec;
  private final FileDescriptor descriptor;
  private final int cpus;
  private final int cpuStride;

  BpfMap(BpfSyscall bpf, MapSpec spec, FileDescriptor descriptor, int possibleCpus) {
    this.bpf = bpf;
    this.spec = spec;
    this.descriptor = descriptor;
    this.cpus = spec.type().perCpu() ? possibleCpus : 1;
    this.cpuStride =
        spec.type().perCpu()
            ? (spec.valueBytes() + CPU_VALUE_ALIGNMENT - 1) & -CPU_VALUE_ALIGNMENT
            : spec.valueBytes();
  }

  /** The blueprint it was made from. */
  public MapSpec spec() {
    return spec;
  }

  /** The descriptor; this map keeps owning it. */
  public FileDescriptor descriptor() {
    return descriptor;
  }

  /** How many values an entry has: the number of possible CPUs in a per-CPU map, else 1. */
  public int cpus() {
    return cpus;
  }

  /** Bytes from one CPU's value to the next one's. */
  public int cpuStride() {
    return cpuStride;
  }

  /** Bytes that the value buffer of one entry needs. */
  public int valueStride() {
    return cpuStride * cpus;
  }

  /** Memory for one key. */
  public ByteBuffer newKey() {
    return ByteBuffer.allocateDirect(spec.keyBytes()).order(ByteOrder.nativeOrder());
  }

  /** Memory for one entry's value, on all its CPUs. */
  public ByteBuffer newValue() {
    return ByteBuffer.allocateDirect(valueStride()).order(ByteOrder.nativeOrder());
  }

  /** Memory for bulk reads of {@code capacity} entries at a time. */
  public MapBatch newBatch(int capacity) {
    return new MapBatch(spec.keyBytes(), valueStride(), cpuStride, capacity);
  }

  /** Copies a key's value into {@code value}; false when the key is not there. */
  public boolean lookup(ByteBuffer key, ByteBuffer value) throws SystemCallException {
    check("value", value, valueStride());
    return bpf.lookup(descriptor, check("key", key, spec.keyBytes()), value);
  }

  /** Sets a key's value, whether or not it is there. */
  public void update(ByteBuffer key, ByteBuffer value) throws SystemCallException {
    check("value", value, valueStride());
    bpf.update(descriptor, check("key", key, spec.keyBytes()), value, 0);
  }

  /** Removes a key; false when it was not there. */
  public boolean delete(ByteBuffer key) throws SystemCallException {
    return bpf.delete(descriptor, check("key", key, spec.keyBytes()));
  }

  /**
   * Reads the next entries into {@code batch}, from the map's start after {@link MapBatch#rewind}.
   * While programs write, an entry may be seen or missed, never torn within one CPU's word.
   *
   * @return whether there may be more; the batch's entries count either way
   */
  public boolean read(MapBatch batch) throws SystemCallException {
    return next(batch, false);
  }

  /**
   * Like {@link #read}, and takes the entries out. A program that writes to an entry between its
   * copying and its deletion loses that write: let programs write elsewhere meanwhile.
   */
  public boolean drain(MapBatch batch) throws SystemCallException {
    return next(batch, true);
  }

  private boolean next(MapBatch batch, boolean delete) throws SystemCallException {
    while (true) {
      BatchResult result =
          bpf.lookupBatch(
              descriptor,
              delete,
              !batch.started(),
              batch.cursor(),
              batch.keys(),
              batch.values(),
              batch.capacity());
      if (result.end() != BatchResult.End.BUCKET_TOO_LARGE) {
        batch.filled(result.entries());
        return result.end() == BatchResult.End.MORE;
      }
      // At most maxEntries can be in one bucket, so this ends.
      batch.grow(batch.capacity() * 2);
    }
  }

  private ByteBuffer check(String role, ByteBuffer buffer, int bytes) {
    if (!buffer.isDirect() || buffer.capacity() < bytes) {
      throw new IllegalArgumentException(
          role
              + " buffer must be direct and hold "
              + bytes
              + " bytes: map="
              + spec.name()
              + ", capacity="
              + buffer.capacity());
    }
    return buffer;
  }

  @Override
  public void close() {
    descriptor.close();
  }
}
