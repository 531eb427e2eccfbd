package io.tapline.agent.target.host;

import io.tapline.agent.target.x86.InstructionLength;

/** Follows the function's instructions from its start, one length after the other. */
final class DecodedBoundary implements InstructionBoundary {
  @Override
  public Answer at(byte[] code, int offset) {
    int at = 0;
    while (at < offset) {
      int length = InstructionLength.of(code, at, code.length);
      if (length == InstructionLength.INVALID) {
        return Answer.UNKNOWN;
      }
      at += length;
    }
    return at == offset ? Answer.YES : Answer.NO;
  }
}
