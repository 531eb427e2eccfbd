package io.tapline.agent.target.x86;

/**
 * What it costs to put a uprobe on an instruction: the kernel does some by itself when they are
 * hit, and has the processor step through the others, which takes a second trap
 * (arch/x86/kernel/uprobes.c, Linux 6.18).
 */
public enum ProbedInstruction {
  /** {@code nopl 0x0(%rax,%rax,1)}, five bytes: becomes a call, without a trap (6.18 and later). */
  NOP5,
  /** Another nop, a push of a register, a jump or a call: done by the kernel. */
  EMULATED,
  /** Anything else: stepped through. */
  STEPPED;

  /** The kind of the instruction at an offset that {@link InstructionLength} knows a length of. */
  public static ProbedInstruction at(byte[] code, int offset, int length) {
    int first = code[offset] & 0xff;
    if (length == 5
        && first == 0x0f
        && (code[offset + 1] & 0xff) == 0x1f
        && (code[offset + 2] & 0xff) == 0x44) {
      return NOP5;
    }
    int opcode = first;
    int at = offset;
    // push_setup_insn takes one REX prefix; branch_setup_insn any legacy prefix before a nop.
    while (at < offset + length - 1 && (opcode == 0x66 || opcode == 0x2e || opcode == 0x3e)) {
      opcode = code[++at] & 0xff;
    }
    if (at == offset && (opcode & 0xf0) == 0x40 && length == 2) {
      int push = code[offset + 1] & 0xff;
      return push >= 0x50 && push <= 0x57 ? EMULATED : STEPPED;
    }
    if (opcode >= 0x50 && opcode <= 0x57 && length == 1) {
      return EMULATED;
    }
    if (opcode == 0x90 || opcode == 0xe8 || opcode == 0xe9 || opcode == 0xeb) {
      return EMULATED;
    }
    if (opcode >= 0x70 && opcode <= 0x7f) {
      return EMULATED;
    }
    if (opcode == 0x0f && at + 1 < offset + length) {
      int second = code[at + 1] & 0xff;
      // Long conditional jumps, and the long nops.
      return (second >= 0x80 && second <= 0x8f) || second == 0x1f ? EMULATED : STEPPED;
    }
    return STEPPED;
  }
}
