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

  /** BPF_STX | BPF_ATOMIC | BPF_DW; the immediate says which operation, 0 (BPF_ADD) here. */
  static final int ATOMIC = 0xdb;

  /** BPF_JMP, and with BPF_CALL, BPF_EXIT. */
  static final int JUMP = 0x05;

  static final int CALL = 0x85;
  static final int EXIT = 0x95;

  /** BPF_ALU64, and BPF_ALU for 32 bits, which zeroes the upper half. */
  static final int ALU64 = 0x07;

  static final int ALU32 = 0x04;

  /** BPF_ALU64 | BPF_NEG. */
  static final int NEGATE = 0x87;

  /** BPF_X: the second operand is a register, not an immediate. */
  static final int REGISTER_OPERAND = 0x08;

  static final int SIZE_MASK = 0x18;
  static final int OPERATION_MASK = 0xf0;

  private Opcode() {}
}
