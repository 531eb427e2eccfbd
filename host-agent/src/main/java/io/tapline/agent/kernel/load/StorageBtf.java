package io.tapline.agent.kernel.load;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The BTF that the kernel wants for a map of task storage: a key that is an int of 32 bits and a
 * value of the map's size (kernel/bpf/bpf_local_storage.c, bpf_local_storage_map_check_btf).
 *
 * <pre>
 *   1  INT "k", 4 bytes
 *   2  INT "v", 1 byte
 *   3  ARRAY of valueBytes times type 2, indexed by type 1
 * </pre>
 */
final class StorageBtf {
  static final int KEY_TYPE = 1;
  static final int VALUE_TYPE = 3;

  private static final int MAGIC = 0xeb9f;
  private static final int HEADER_BYTES = 24;
  private static final int KIND_INT = 1 << 24;
  private static final int KIND_ARRAY = 3 << 24;
  private static final byte[] STRINGS = "\0k\0v\0".getBytes(StandardCharsets.US_ASCII);
  private static final int TYPES_BYTES = 16 + 16 + 24;

  private StorageBtf() {}

  /** A direct buffer with nothing else in it. */
  static ByteBuffer encode(int valueBytes) {
    ByteBuffer blob =
        ByteBuffer.allocateDirect(HEADER_BYTES + TYPES_BYTES + STRINGS.length)
            .order(ByteOrder.nativeOrder());
    blob.putShort((short) MAGIC).put((byte) 1).put((byte) 0).putInt(HEADER_BYTES);
    blob.putInt(0).putInt(TYPES_BYTES).putInt(TYPES_BYTES).putInt(STRINGS.length);
    blob.putInt(1).putInt(KIND_INT).putInt(Integer.BYTES).putInt(Integer.SIZE);
    blob.putInt(3).putInt(KIND_INT).putInt(Byte.BYTES).putInt(Byte.SIZE);
    blob.putInt(0).putInt(KIND_ARRAY).putInt(0).putInt(2).putInt(1).putInt(valueBytes);
    return blob.put(STRINGS);
  }
}
