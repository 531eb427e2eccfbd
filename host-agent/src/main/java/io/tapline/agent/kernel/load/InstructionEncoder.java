package io.tapline.agent.kernel.load;

import io.tapline.agent.bpf.insn.Instruction;
import io.tapline.agent.bpf.spec.ProgramSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.ToIntFunction;

/**
 * Instructions as the kernel takes them, with descriptors in place of map names.
 *
 * <pre>
 *   LD_IMM64, first slot        second slot
 *   pseudo source 1: map fd     0
 *   pseudo source 2: map fd     byte offset into the array's first value
 *   no pseudo source: low 32    high 32 bits of the immediate
 * </pre>
 */
final class InstructionEncoder {
  private static final int SOURCE_SHIFT = 4;
  private static final int IMMEDIATE_OFFSET = 4;

  private final ToIntFunction<String> descriptors;

  /**
   * @param descriptors a map's descriptor by its name
   */
  InstructionEncoder(ToIntFunction<String> descriptors) {
    this.descriptors = descriptors;
  }

  /** A direct buffer that holds the program and nothing else. */
  ByteBuffer encode(ProgramSpec program) {
    int slots = program.instructions().stream().mapToInt(Instruction::slots).sum();
    ByteBuffer out = ByteBuffer.allocateDirect(slots * Long.BYTES).order(ByteOrder.nativeOrder());
    int at = 0;
    for (Instruction instruction : program.instructions()) {
      encode(instruction, out, at);
      at += instruction.slots() * Long.BYTES;
    }
    return out;
  }

  private void encode(Instruction instruction, ByteBuffer out, int at) {
    out.put(at, (byte) instruction.opcode());
    out.put(at + 1, (byte) (instruction.destination() | instruction.source() << SOURCE_SHIFT));
    out.putShort(at + 2, (short) instruction.offset());
    int low = (int) instruction.immediate();
    if (instruction.slots() == 2) {
      int high = (int) (instruction.immediate() >>> Integer.SIZE);
      String map = instruction.map();
      if (map != null) {
        high = instruction.source() == Instruction.PSEUDO_MAP_VALUE ? low : 0;
        low = descriptors.applyAsInt(map);
      }
      out.putInt(at + Long.BYTES + IMMEDIATE_OFFSET, high);
    }
    out.putInt(at + IMMEDIATE_OFFSET, low);
  }
}
