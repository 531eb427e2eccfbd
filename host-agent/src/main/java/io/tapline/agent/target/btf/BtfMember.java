package io.tapline.agent.target.btf;

/**
 * A member of a struct or union.
 *
 * @param name empty for an anonymous struct or union
 * @param typeId of its type
 * @param bitOffset from the start of the struct that was asked
 * @param bitSize of a bit field; 0 when it is none
 */
public record BtfMember(String name, int typeId, int bitOffset, int bitSize) {
  /** Offset in bytes; of a bit field that of the byte it begins in. */
  public int byteOffset() {
    return bitOffset / Byte.SIZE;
  }
}
