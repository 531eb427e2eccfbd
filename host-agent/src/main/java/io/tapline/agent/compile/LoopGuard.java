package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Helper;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.spec.MapSpec;
import io.tapline.agent.bpf.spec.MapType;

/**
 * Lets loops of a script go on beyond 65535 rounds.
 *
 * <p>After so many rounds {@code may_goto} looks at a time on the program's stack and, unless it is
 * a quarter of a second ago, goes on. On x86-64 kernels from 6.15 (seen on 6.18) it looks at the
 * wrong place if the program has a stack of its own, which the kernel gives to programs with 64
 * bytes of stack or more: {@code arch_bpf_timed_may_goto} counts from the frame pointer, the
 * private stack does not. What it finds there is as a rule long ago, and the loop ends. A program
 * that may call the next one in its place keeps the ordinary stack (check_max_stack_depth,
 * kernel/bpf/verifier.c), so a program with loops may; it never does, and nothing is there.
 */
final class LoopGuard {
  private static final String PREFIX = "next";

  private LoopGuard() {}

  /** A map that holds no program; each program needs one of its own. */
  static MapSpec map(int program) {
    return new MapSpec(PREFIX + program, MapType.PROG_ARRAY, Integer.BYTES, Integer.BYTES, 1, 0);
  }

  /** Spoils R0 to R5. */
  static void emit(Assembler assembler, MapSpec map) {
    Label on = assembler.newLabel();
    UnknownZero.load(assembler, Register.R1);
    assembler.jumpIf(Condition.EQUAL, Register.R1, 0, on);
    assembler.move(Register.R1, Program.CONTEXT);
    assembler.loadMap(Register.R2, map.name());
    assembler.move(Register.R3, 0);
    assembler.call(Helper.TAIL_CALL);
    assembler.place(on);
  }
}
