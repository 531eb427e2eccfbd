package io.tapline.agent.target.elf;

import java.nio.ByteBuffer;

/** Bytes in memory. */
final class ArraySource implements ByteSource {
  private final String name;
  private final byte[] bytes;

  /**
   * @param name what errors call it
   * @param bytes not copied
   */
  ArraySource(String name, byte[] bytes) {
    this.name = name;
    this.bytes = bytes;
  }

  @Override
  public String name() {
    return name;
  }

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
