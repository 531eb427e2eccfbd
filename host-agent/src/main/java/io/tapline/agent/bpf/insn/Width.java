package io.tapline.agent.bpf.insn;

/** How much a load or store moves: BPF_B, BPF_H, BPF_W, BPF_DW. */
public enum Width {
  BYTE(1, 0x10),
  HALF(2, 0x08),
  WORD(4, 0x00),
  DOUBLE(8, 0x18);

  private final int bytes;
  private final int bits;

  Width(int bytes, int bits) {
    this.bytes = bytes;
    this.bits = bits;
  }

  /** Bytes moved. */
  public int bytes() {
    return bytes;
  }

  int bits() {
    return bits;
  }

  /** The width of so many bytes. */
  public static Width of(int bytes) {
    for (Width width : values()) {
      if (width.bytes == bytes) {
        return width;
      }
    }
    throw new IllegalArgumentException("no width: bytes=" + bytes);
  }
}
