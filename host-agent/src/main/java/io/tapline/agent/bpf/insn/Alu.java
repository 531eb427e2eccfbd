package io.tapline.agent.bpf.insn;

/** Arithmetic on two operands, the upper four bits of an opcode. Division has no sign. */
public enum Alu {
  ADD(0x00, "+="),
  SUB(0x10, "-="),
  MUL(0x20, "*="),
  DIV(0x30, "/="),
  OR(0x40, "|="),
  AND(0x50, "&="),
  SHIFT_LEFT(0x60, "<<="),
  SHIFT_RIGHT(0x70, ">>="),
  MOD(0x90, "%="),
  XOR(0xa0, "^="),
  MOVE(0xb0, "="),
  SHIFT_RIGHT_SIGNED(0xc0, "s>>=");

  private final int bits;
  private final String symbol;

  Alu(int bits, String symbol) {
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
