package io.tapline.agent.bpf.insn;

/** Parts of opcodes (instruction-set.rst, "Instruction classes"). */
final class Opcode {
  static final int CLASS_MASK = 0x07;

  /** BPF_LDX | BPF_MEM. */
  static final int LOAD = 0x61;

  /** BPF_ST | BPF_MEM: an immediate. */
  static final int STORE_IMMEDIATE = 0x62;

  /** BPF_STX | BPF_MEM: a register. */
  static final int STORE = 0x63;

  /** BPF_STX | BPF_ATOMIC | BPF_DW; the immediate says which operation, 0 for BPF_ADD. */
  static final int ATOMIC = 0xdb;

  /** BPF_FETCH, with BPF_ADD as 0. */
  static final int FETCH = 0x01;

  /** BPF_XCHG. */
  static final int EXCHANGE = 0xe1;

  /** BPF_CMPXCHG. */
  static final int COMPARE_EXCHANGE = 0xf1;

  /** BPF_JMP, and with BPF_CALL, BPF_EXIT. */
  static final int JUMP = 0x05;

  /** BPF_JMP32 | BPF_JA: the distance is in the immediate. */
  static final int JUMP_LONG = 0x06;

  /** BPF_JMP | BPF_JCOND; source 0 (BPF_MAY_GOTO). */
  static final int MAY_GOTO = 0xe5;

  static final int CALL = 0x85;
  static final int EXIT = 0x95;

  /** BPF_ALU64, and BPF_ALU for 32 bits, which zeroes the upper half. */
  static final int ALU64 = 0x07;

  static final int ALU32 = 0x04;

  /** BPF_ALU64 | BPF_NEG. */
  static final int NEGATE = 0x87;

  /** BPF_ALU | BPF_END | BPF_TO_BE; the immediate is 16, 32 or 64. */
  static final int TO_BIG_ENDIAN = 0xdc;

  /** BPF_X: the second operand is a register, not an immediate. */
  static final int REGISTER_OPERAND = 0x08;

  static final int SIZE_MASK = 0x18;
  static final int OPERATION_MASK = 0xf0;

  private Opcode() {}
}
