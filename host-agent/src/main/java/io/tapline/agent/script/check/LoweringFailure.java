package io.tapline.agent.script.check;

/** Unwinds to the statement; what is wrong was reported already. */
public final class LoweringFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LoweringFailure() {
    super("reported", null, false, false);
  }
}
