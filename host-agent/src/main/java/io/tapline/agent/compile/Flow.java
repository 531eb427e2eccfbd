package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Label;

/**
 * Where the statements go on that leave what they are in.
 *
 * @param leave ends the clause; R0 holds what it answers
 * @param endLoop ends the innermost loop
 * @param nextRound begins the innermost loop's next round
 */
record Flow(Label leave, Label endLoop, Label nextRound) {

  /** Outside of loops, where {@code break} and {@code continue} end the clause. */
  static Flow clause(Label leave) {
    return new Flow(leave, leave, leave);
  }

  /** Inside a loop. */
  Flow loop(Label endLoop, Label nextRound) {
    return new Flow(leave, endLoop, nextRound);
  }
}
