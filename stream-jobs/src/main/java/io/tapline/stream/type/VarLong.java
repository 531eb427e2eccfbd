package io.tapline.stream.type;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Unsigned numbers in 7 bits a byte, least significant first (LEB128): small counts take a byte.
 */
public final class VarLong {
  private static final int LOW = 0x7F;
  private static final int MORE = 0x80;

  private VarLong() {}

  /** Writes all 64 bits; 1 to 10 bytes. */
  public static void write(long value, DataOutput out) throws IOException {
    long rest = value;
    while ((rest & ~LOW) != 0) {
      out.writeByte((int) (rest & LOW) | MORE);
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException when the number does not end within 10 bytes
   */
  public static long read(DataInput in) throws IOException {
    long value = 0;
    for (int shift = 0; shift < Long.SIZE; shift += 7) {
      byte next = in.readByte();
      value |= (long) (next & LOW) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IOException("number does not end");
  }
}
