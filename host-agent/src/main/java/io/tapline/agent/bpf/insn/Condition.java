package io.tapline.agent.bpf.insn;

/** When a jump is taken, the upper four bits of an opcode. SIGNED_ ones compare with a sign. */
public enum Condition {
  EQUAL(0x10, "=="),
  GREATER(0x20, ">"),
  GREATER_OR_EQUAL(0x30, ">="),
  NOT_EQUAL(0x50, "!="),
  SIGNED_GREATER(0x60, "s>"),
  SIGNED_GREATER_OR_EQUAL(0x70, "s>="),
  LESS(0xa0, "<"),
  LESS_OR_EQUAL(0xb0, "<="),
  SIGNED_LESS(0xc0, "s<"),
  SIGNED_LESS_OR_EQUAL(0xd0, "s<=");

  private final int bits;
  private final String symbol;

  Condition(int bits, String symbol) {
    this.bits = bits;
    this.symbol = symbol;
  }

  int bits() {
    return bits;
  }

  String symbol() {
    return symbol;
  }
}
