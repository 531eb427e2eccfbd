package io.tapline.agent.script.type;

import java.util.ArrayList;
import java.util.List;

/**
 * How values lie in memory that programs write and the host reads: map keys, map values, ring
 * records. Native byte order. A scalar takes its size and is aligned to it; anything else is
 * aligned to 8 and takes a multiple of 8, so that programs clear and copy it by words; bytes beyond
 * a value are zero.
 *
 * <pre>
 *   Int, Bool, Enumeration, Pointer   the number
 *   KernelSymbol, CgroupPath          u64
 *   Timestamp                         u64 nanoseconds
 *   Text                              bytes up to a NUL or the end
 *   Bytes, Array, Record              as C has them
 *   Address                           4 or 16 bytes, network order
 *   Mac                               6 bytes
 *   Inet                              u32 family (2 or 10), 4 bytes nothing, 16 bytes address
 *   Buffer                            u32 length, then the bytes
 *   UserSymbol                        u64 address, u32 process id, 4 bytes nothing
 *   Stack                             u64 id, u32 frames, u32 process id (0 for the kernel's)
 *   Tuple                             its elements one after another, each aligned
 * </pre>
 */
public final class Storage {
  /** Where an {@link Type.Inet}'s address begins. */
  public static final int INET_ADDRESS_OFFSET = 8;

  /** Where a {@link Type.Buffer}'s bytes begin. */
  public static final int BUFFER_BYTES_OFFSET = 4;

  /** Where a {@link Type.UserSymbol}'s process id is. */
  public static final int SYMBOL_PROCESS_OFFSET = 8;

  /** Where a {@link Type.Stack}'s number of frames is. */
  public static final int STACK_FRAMES_OFFSET = 8;

  /** Where a {@link Type.Stack}'s process id is. */
  public static final int STACK_PROCESS_OFFSET = 12;

  private Storage() {}

  /** Whether a value lies in a register while it is computed with. */
  public static boolean isScalar(Type type) {
    return type instanceof Type.Int
        || type instanceof Type.Bool
        || type instanceof Type.Enumeration
        || type instanceof Type.Pointer
        || type instanceof Type.KernelSymbol
        || type instanceof Type.CgroupPath
        || type instanceof Type.Timestamp;
  }

  /** Bytes of the value itself, without what rounds it up. */
  public static int valueBytes(Type type) {
    if (type instanceof Type.Int i) {
      return i.sizeBytes();
    } else if (type instanceof Type.Bool) {
      return 1;
    } else if (type instanceof Type.Enumeration e) {
      return e.number().sizeBytes();
    } else if (type instanceof Type.Pointer
        || type instanceof Type.KernelSymbol
        || type instanceof Type.CgroupPath
        || type instanceof Type.Timestamp) {
      return Long.BYTES;
    } else if (type instanceof Type.Text t) {
      return t.sizeBytes();
    } else if (type instanceof Type.Bytes b) {
      return b.sizeBytes();
    } else if (type instanceof Type.Address a) {
      return a.sizeBytes();
    } else if (type instanceof Type.Mac) {
      return 6;
    } else if (type instanceof Type.Inet) {
      return INET_ADDRESS_OFFSET + 16;
    } else if (type instanceof Type.Buffer b) {
      return BUFFER_BYTES_OFFSET + b.maxBytes();
    } else if (type instanceof Type.UserSymbol || type instanceof Type.Stack) {
      return 16;
    } else if (type instanceof Type.Array a) {
      return a.length() * cBytes(a.element());
    } else if (type instanceof Type.Record r) {
      return r.definition().sizeBytes();
    } else if (type instanceof Type.Tuple t) {
      return tupleBytes(t.elements());
    }
    return 0;
  }

  /** Bytes a value takes where it is stored. */
  public static int storageBytes(Type type) {
    return isScalar(type) ? valueBytes(type) : roundUp(valueBytes(type), Long.BYTES);
  }

  /** What its offset is a multiple of. */
  public static int alignment(Type type) {
    return isScalar(type) ? valueBytes(type) : Long.BYTES;
  }

  /** Where each of several values lies that are stored one after another. */
  public static List<Integer> offsets(List<Type> types) {
    List<Integer> offsets = new ArrayList<>();
    int end = 0;
    for (Type type : types) {
      int offset = roundUp(end, alignment(type));
      offsets.add(offset);
      end = offset + storageBytes(type);
    }
    return offsets;
  }

  /** Up to the end of the last of several values that are stored one after another. */
  public static int tupleBytes(List<Type> types) {
    if (types.isEmpty()) {
      return 0;
    }
    int last = types.size() - 1;
    return offsets(types).get(last) + storageBytes(types.get(last));
  }

  /** Bytes of a value as an element of a C array: nothing rounds it up. */
  private static int cBytes(Type type) {
    return valueBytes(type);
  }

  /** The next multiple. */
  public static int roundUp(int bytes, int alignment) {
    return (bytes + alignment - 1) / alignment * alignment;
  }
}
