package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Label;

/**
 * A function of the program that a helper calls again and again, until it answers 1.
 *
 * @param entry for {@code Assembler.loadFunction}
 * @param leaves whether the script's {@code return} is in it
 */
record Callback(Label entry, boolean leaves) {}
