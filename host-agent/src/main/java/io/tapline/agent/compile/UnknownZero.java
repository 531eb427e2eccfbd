package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import io.tapline.agent.bpf.spec.MapSpec;
import io.tapline.agent.bpf.spec.MapType;

/**
 * A zero that the verifier does not know: the only value of a map that nobody writes.
 *
 * <p>{@code may_goto} lets the verifier look at a loop's body a few times instead of as often as it
 * runs, but only while it need not know the counter exactly. A comparison between numbers that it
 * knows, such as 0 and 4000, is one it decides by itself, and from then on it must know them: it
 * walks 4000 rounds (check_cond_jmp_op marks both sides precise, kernel/bpf/verifier.c). A counter
 * that begins with this zero is never known. {@link Forgetting} does the same for what is known
 * already, with a slot of stack and in each round.
 */
final class UnknownZero {
  static final MapSpec MAP = new MapSpec("zero", MapType.ARRAY, Integer.BYTES, Long.BYTES, 1, 0);

  private UnknownZero() {}

  /** {@code destination = 0}. */
  static void load(Assembler assembler, Register destination) {
    assembler.loadMapValue(destination, MAP.name(), 0);
    assembler.load(Width.DOUBLE, destination, destination, 0);
  }
}
