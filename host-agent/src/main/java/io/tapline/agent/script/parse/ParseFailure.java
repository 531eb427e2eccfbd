package io.tapline.agent.script.parse;

/** Unwinds to where parsing can go on; what is wrong was reported already. */
final class ParseFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ParseFailure() {
    super("reported", null, false, false);
  }
}
