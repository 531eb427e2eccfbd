package io.tapline.agent.price;

import java.util.HexFormat;

/**
 * Loops in machine code (x86-64, System V: the count is in rdi) with one instruction in them that a
 * probe is put on.
 *
 * @param code the whole function
 * @param probed where in it the probe goes
 */
@SuppressWarnings("ArrayRecordComponent") // Compared nowhere; what is measured is its array.
record MeasuredCode(byte[] code, int probed) {
  /** {@code nop}. */
  static final MeasuredCode NOP = loop("90", "ffcf 75fb c3");

  /** {@code nopl 0x0(%rax,%rax,1)}. */
  static final MeasuredCode NOP5 = loop("0f1f440000", "ffcf 75f7 c3");

  /** {@code push %rax}, and its pop. */
  static final MeasuredCode PUSH = loop("50", "58 ffcf 75fa c3");

  /** {@code lea (%rdi),%rax}: nothing that the kernel would do by itself. */
  static final MeasuredCode LEA = loop("488d07", "ffcf 75f9 c3");

  /** Calls a function that begins with a push. */
  static final MeasuredCode CALL_PUSH = call("55 5d c3");

  /** Calls a function that begins with a lea. */
  static final MeasuredCode CALL_LEA = call("488d07 c3");

  /** {@code getppid()}. */
  static final MeasuredCode SYSTEM_CALL = loop("b86e000000", "0f05 ffcf 75f5 c3");

  private static MeasuredCode loop(String probed, String rest) {
    return new MeasuredCode(bytes(probed + rest), 0);
  }

  /** A loop of ten bytes, then the function. */
  private static MeasuredCode call(String function) {
    return new MeasuredCode(bytes("e805000000 ffcf 75f7 c3" + function), 10);
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }
}
