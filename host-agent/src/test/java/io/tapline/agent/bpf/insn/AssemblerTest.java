package io.tapline.agent.bpf.insn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Labels, sections, functions and jumps that are too far for sixteen bits. */
class AssemblerTest {
  private final Assembler assembler = new Assembler();

  private String listing() throws ProgramTooLongException {
    List<Instruction> program = assembler.finish();
    return Disassembler.print(program, assembler.functions());
  }

  @Test
  void fillsASectionAfterWhatFollowsIt() throws ProgramTooLongException {
    Label end = assembler.newLabel();
    assembler.move(Register.R6, Register.R1);
    Section early = assembler.section();
    assembler.move(Register.R0, 2);
    assembler.place(end);
    assembler.exit();
    assembler.within(
        early,
        () -> {
          assembler.jumpIf(Condition.EQUAL, Register.R6, 0, end);
          Section inner = assembler.section();
          assembler.move(Register.R0, 1);
          assembler.within(inner, () -> assembler.move(Register.R7, 7));
        });
    assembler.within(early, () -> assembler.move(Register.R8, 8));
    assertThat(listing())
        .isEqualTo(
            """
               0: r6 = r1
               1: if r6 == 0 goto 6
               2: r7 = 7
               3: r0 = 1
               4: r8 = 8
               5: r0 = 2
               6: exit
            """);
  }

  @Test
  void putsFunctionsBehindTheProgramAndNamesThem() throws ProgramTooLongException {
    Label round = assembler.newLabel();
    Label unused = assembler.newLabel();
    assembler.entry("probe");
    assembler.function(round, "round");
    assembler.function(unused, "unused");
    assembler.within(
        assembler.appendix(),
        () -> {
          assembler.place(round);
          assembler.exit();
        });
    assembler.loadFunction(Register.R2, round);
    assembler.call(round);
    assembler.exit();
    assertThat(listing())
        .isEqualTo(
            """
               0: r2 = function round
               2: call round
               3: exit
            round:
               4: exit
            """);
    assertThat(assembler.functions())
        .containsExactly(new Function("probe", 0), new Function("round", 4));
    // Counted from the second of the load's two slots, as the kernel does.
    assertThat(assembler.finish().get(0).immediate()).isEqualTo(3);
  }

  @Test
  void reachesFarLabelsInBothDirections() throws ProgramTooLongException {
    Label start = assembler.newLabel();
    Label end = assembler.newLabel();
    assembler.place(start);
    assembler.jumpIf(Condition.EQUAL, Register.R1, 0, end);
    assembler.mayGoto(end);
    for (int i = 0; i < 40_000; i++) {
      assembler.move(Register.R0, i);
    }
    assembler.jumpIf(Condition.NOT_EQUAL, Register.R0, 1, start);
    assembler.place(end);
    assembler.exit();
    assertThat(listing().lines().filter(line -> !line.contains(": r0 = ")))
        .containsExactly(
            "   0: if r1 == 0 goto 2",
            "   1: goto 3",
            "   2: gotol 40009",
            "   3: may_goto 5",
            "   4: goto 6",
            "   5: gotol 40009",
            "40006: if r0 != 1 goto 40008",
            "40007: goto 40009",
            "40008: gotol 0",
            "40009: exit");
  }

  @Test
  void leavesOutWhatIsNeverReached() throws ProgramTooLongException {
    Label end = assembler.newLabel();
    assembler.jump(end);
    assembler.move(Register.R0, 1);
    assembler.place(end);
    assembler.exit();
    assertThat(listing()).isEqualTo("   0: exit\n");
  }

  @Test
  void refusesMoreThanTheKernelTakes() {
    for (int i = 0; i < Assembler.MAX_SLOTS; i++) {
      assembler.move(Register.R0, i);
    }
    assembler.exit();
    assertThatThrownBy(assembler::finish)
        .isInstanceOf(ProgramTooLongException.class)
        .hasMessage("1000001 instructions, more than 1000000");
  }

  @Test
  void showsAtomicAndSwappingInstructions() throws ProgramTooLongException {
    assembler.atomicAdd(Register.R0, 0, Register.R1);
    assembler.atomicFetchAdd(Register.R0, 8, Register.R1);
    assembler.atomicExchange(Register.R0, -8, Register.R1);
    assembler.swapBytes(Register.R1, 4);
    assembler.exit();
    assertThat(listing())
        .isEqualTo(
            """
               0: lock *(u64 *)(r0 + 0) += r1
               1: r1 = fetch lock *(u64 *)(r0 + 8) += r1
               2: r1 = xchg *(u64 *)(r0 - 8), r1
               3: r1 = be32 r1
               4: exit
            """);
  }
}
