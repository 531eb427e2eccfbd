package io.tapline.agent.target;

/** A kind of probe cannot be used on this host. The message says what is missing and what to do. */
public final class ProbeUnavailableException extends Exception {
  private static final long serialVersionUID = 1L;

  public ProbeUnavailableException(String message) {
    super(message);
  }
}
