package io.tapline.agent.script.expand;

/** The script grew too large; what is wrong with it has been reported. */
final class ExpansionFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  ExpansionFailure() {
    super(null, null, false, false);
  }
}
