package io.tapline.agent.event;

/**
 * How the bytes of one field in a ring record or map key are read, and how they are shown.
 *
 * @param kind what it is
 * @param sizeBytes bytes it takes: 1, 2, 4 or 8 for integers; the buffer's length for strings
 * @param signed for integers, whether the top bit is a sign
 */
public record FieldType(Kind kind, int sizeBytes, boolean signed) {

  /** What a field holds. Kinds other than STRING are integers in the kernel and rendered here. */
  public enum Kind {
    /** A number, shown in decimal. */
    INTEGER,
    /** Bytes up to the first NUL, or the whole buffer; UTF-8, malformed bytes replaced. */
    STRING,
    /** A system call number of this architecture, shown as its name. */
    SYSCALL,
    /**
     * A {@code dev_t} as the kernel has it (major &lt;&lt; 20 | minor), shown as the disk's name.
     */
    DEVICE,
    /** An IPv4 (4 bytes) or IPv6 (16 bytes; v4-mapped shown as IPv4) address, network order. */
    ADDRESS
  }

  /** An unsigned 64-bit number. */
  public static final FieldType UINT64 = new FieldType(Kind.INTEGER, 8, false);

  /** A signed 64-bit number. */
  public static final FieldType INT64 = new FieldType(Kind.INTEGER, 8, true);
}
