package io.tapline.agent.bpf.insn;

import org.jspecify.annotations.Nullable;

/**
 * One eBPF instruction (kernel Documentation/bpf/standardization/instruction-set.rst).
 *
 * <pre>
 *   bits  0..7     8..11   12..15   16..31      32..63
 *         opcode   dst     src      offset      immediate
 * </pre>
 *
 * LD_IMM64 (opcode 0x18) takes a second slot for the upper half of {@code immediate}.
 *
 * @param opcode 8 bits
 * @param destination register number, 0 to 10
 * @param source register number, 0 to 10; for LD_IMM64 the pseudo source (1 map, 2 map value, 4
 *     function)
 * @param offset signed 16 bits: jump distance in slots, or bytes in memory
 * @param immediate signed 32 bits; 64 for LD_IMM64
 * @param map for LD_IMM64 with a pseudo source: the map's name, to be replaced by its descriptor;
 *     for a map value the immediate is the byte offset in the value
 * @param position offset in the script's text of what this instruction comes from; -1 when none
 */
public record Instruction(
    int opcode,
    int destination,
    int source,
    int offset,
    long immediate,
    @Nullable String map,
    int position) {
  /** BPF_LD | BPF_IMM | BPF_DW. */
  public static final int LD_IMM64 = 0x18;

  /** BPF_PSEUDO_MAP_FD: the immediate is a map descriptor. */
  public static final int PSEUDO_MAP_FD = 1;

  /** BPF_PSEUDO_MAP_VALUE: map descriptor and offset into the only value of an array. */
  public static final int PSEUDO_MAP_VALUE = 2;

  /** BPF_PSEUDO_CALL: source of a call to a subprogram; the immediate is the distance in slots. */
  public static final int PSEUDO_CALL = 1;

  /** BPF_PSEUDO_FUNC: source of LD_IMM64; the immediate is the distance of a function in slots. */
  public static final int PSEUDO_FUNCTION = 4;

  /** The same with another opcode, jump distance and immediate. */
  Instruction with(int newOpcode, int newOffset, long newImmediate) {
    return new Instruction(newOpcode, destination, source, newOffset, newImmediate, map, position);
  }

  /** Slots of 8 bytes it takes: 2 for LD_IMM64, else 1. */
  public int slots() {
    return opcode == LD_IMM64 ? 2 : 1;
  }

  /** Whether it calls a function of the kernel by the number in {@code immediate}. */
  public boolean callsHelper() {
    return opcode == Opcode.CALL && source == 0;
  }
}
