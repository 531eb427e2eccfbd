package io.tapline.stream.type;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Strings as a length and UTF-8: DataOutput's own writeUTF ends at 65535 bytes, SQL texts do not.
 */
public final class Strings {
  private Strings() {}

  /** Writes length and bytes. */
  public static void write(String text, DataOutput out) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    VarLong.write(utf8.length, out);
    out.write(utf8);
  }

  /** Reads what {@link #write} wrote. */
  public static String read(DataInput in) throws IOException {
    byte[] utf8 = new byte[(int) VarLong.read(in)];
    in.readFully(utf8);
    return new String(utf8, StandardCharsets.UTF_8);
  }
}
