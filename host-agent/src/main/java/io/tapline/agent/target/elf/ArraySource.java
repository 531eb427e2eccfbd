package io.tapline.agent.target.elf;

import java.nio.ByteBuffer;

/**
 * Bytes in memory.
 *
 * @param name what errors call it
 * @param bytes not copied
 */
record ArraySource(String name, byte[] bytes) implements ByteSource {
  @Override
  public long size() {
    return bytes.length;
  }

  @Override
  public void fill(ByteBuffer buffer, long offset) {
    buffer.put(bytes, (int) offset, buffer.remaining());
  }

  @Override
  public void close() {}
}
