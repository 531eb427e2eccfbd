package io.tapline.agent.kernel.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.agent.bpf.insn.Instruction;
import io.tapline.agent.bpf.spec.ProgramSpec;
import io.tapline.agent.bpf.spec.ProgramType;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InstructionEncoderTest {
  @Test
  void putsRegistersOffsetAndImmediateWhereTheKernelReadsThem() {
    // *(u64 *)(r10 - 8) = r1
    assertThat(encoded(new Instruction(0x7b, 10, 1, -8, 0, null, -1)))
        .isEqualTo("7b1af8ff00000000");
    assertThat(encoded(new Instruction(0xb7, 3, 0, 0, -2, null, -1))).isEqualTo("b7030000feffffff");
  }

  @Test
  void splitsAWideImmediateOverTwoSlots() {
    assertThat(encoded(new Instruction(0x18, 1, 0, 0, 0x1122334455667788L, null, -1)))
        .isEqualTo("1801000088776655" + "0000000044332211");
  }

  @Test
  void replacesAMapByItsDescriptor() {
    assertThat(encoded(new Instruction(0x18, 1, Instruction.PSEUDO_MAP_FD, 0, 0, "m", -1)))
        .isEqualTo("1811000007000000" + "0000000000000000");
  }

  @Test
  void putsAMapValuesOffsetIntoTheSecondSlot() {
    assertThat(encoded(new Instruction(0x18, 1, Instruction.PSEUDO_MAP_VALUE, 0, 16, "m", -1)))
        .isEqualTo("1821000007000000" + "0000000010000000");
  }

  private static String encoded(Instruction instruction) {
    ByteBuffer buffer =
        new InstructionEncoder(name -> name.equals("m") ? 7 : -1)
            .encode(new ProgramSpec("p", ProgramType.RAW_TRACEPOINT, List.of(instruction)));
    byte[] bytes = new byte[buffer.capacity()];
    buffer.get(0, bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
