package io.tapline.agent.target.host;

/**
 * Whether an instruction begins at an offset of a function: a uprobe anywhere else kills the
 * process that runs into it.
 */
@FunctionalInterface
interface InstructionBoundary {
  /** What is known. */
  enum Answer {
    /** One begins there. */
    YES,
    /** It is in the middle of one. */
    NO,
    /** The code could not be followed to there. */
    UNKNOWN
  }

  /**
   * Asks.
   *
   * @param code from the function's start, and some bytes beyond the offset where there are any
   * @param offset within the function, more than 0
   */
  Answer at(byte[] code, int offset);
}
