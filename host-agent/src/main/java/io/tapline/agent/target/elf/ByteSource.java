package io.tapline.agent.target.elf;

import io.tapline.agent.target.read.MalformedInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Bytes to be read by range.
 *
 * <p>Files are read, not mapped: a mapped file that somebody truncates kills the reader with
 * SIGBUS.
 */
interface ByteSource extends AutoCloseable {
  /** What errors call it. */
  String name();

  /** How many bytes there are. */
  long size();

  /** Fills the buffer from {@code offset}; the range has been checked. */
  void fill(ByteBuffer buffer, long offset) throws IOException;

  /**
   * Reads a range, little endian.
   *
   * @param limitBytes what is more than enough for anything sane
   * @throws MalformedInputException when it is not within the source, or above the limit
   */
  default ByteBuffer read(long offset, long length, long limitBytes, String what)
      throws IOException {
    if (length < 0 || length > limitBytes) {
      throw MalformedInputException.at(
          name(), offset, what + " is too large: length=" + Long.toUnsignedString(length));
    }
    if (offset < 0 || offset > size() || length > size() - offset) {
      throw MalformedInputException.at(name(), offset, what + " runs past the end of the file");
    }
    ByteBuffer buffer = ByteBuffer.allocate((int) length).order(ByteOrder.LITTLE_ENDIAN);
    fill(buffer, offset);
    return buffer.clear();
  }

  @Override
  void close() throws IOException;
}
