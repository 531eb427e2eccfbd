package io.tapline.agent.target;

/** A probe cannot be used on this host. The message says why, the hint what to do. */
public final class ProbeUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final String hint;

  public ProbeUnavailableException(String message) {
    this(message, "");
  }

  /**
   * @param hint what to do; empty where the message says all
   */
  public ProbeUnavailableException(String message, String hint) {
    super(message);
    this.hint = hint;
  }

  /** What to do; may be empty. */
  public String hint() {
    return hint;
  }
}
