package io.tapline.agent.kernel.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.agent.bpf.insn.Instruction;
import io.tapline.agent.bpf.spec.ProgramSpec;
import io.tapline.agent.bpf.spec.ProgramType;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VerifierLogTest {
  /** Linux 6.18, log level 1. */
  private static final String UNREADABLE =
      """
      0: R1=ctx() R10=fp0
      0: (18) r2 = 0x0                      ; R2=0
      2: (bf) r0 = r3
      R3 !read_ok
      processed 2 insns (limit 1000000) max_states_per_insn 0 total_states 0 peak_states 0 mark_read 0
      """;

  @Test
  void picksTheTellingLineAndNotTheStatistics() {
    VerifierLog log = new VerifierLog(UNREADABLE);
    assertThat(log.summary()).isEqualTo("R3 !read_ok");
    assertThat(log.omittedLines()).isEqualTo(4);
  }

  @Test
  void findsTheInstructionBehindOneThatTakesTwoSlots() {
    ProgramSpec program =
        new ProgramSpec(
            "p",
            ProgramType.RAW_TRACEPOINT,
            List.of(instruction(Instruction.LD_IMM64, 100), instruction(0xbf, 200)));
    assertThat(new VerifierLog(UNREADABLE).slot()).hasValue(2);
    assertThat(new VerifierLog(UNREADABLE).position(program)).hasValue(200);
  }

  @Test
  void findsTheInstructionThatAStructuralErrorNames() {
    VerifierLog log = new VerifierLog("jump out of range from insn 3 to 9\nprocessed 0 insns (x)");
    assertThat(log.slot()).hasValue(3);
  }

  @Test
  void hasNoPlaceWhenTheLogTellsNone() {
    VerifierLog log = new VerifierLog("something else entirely");
    assertThat(log.slot()).isEmpty();
    assertThat(log.summary()).isEqualTo("something else entirely");
  }

  @Test
  void isEmptyWhenTheKernelWroteNothingButStatistics() {
    assertThat(new VerifierLog("").isEmpty()).isTrue();
    assertThat(new VerifierLog("processed 0 insns (limit 1000000)\n").isEmpty()).isTrue();
  }

  @Test
  void keepsTheEndOfALongLog() {
    VerifierLog log = new VerifierLog("x\n".repeat(200_000) + "the end");
    assertThat(log.text()).hasSize(64 * 1024).endsWith("the end");
  }

  private static Instruction instruction(int opcode, int position) {
    return new Instruction(opcode, 0, 0, 0, 0, null, position);
  }
}
