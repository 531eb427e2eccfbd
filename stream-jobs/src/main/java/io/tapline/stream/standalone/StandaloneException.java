package io.tapline.stream.standalone;

/**
 * A part of the line cannot start or go on; the message is for a person: what, where, what to do.
 */
public final class StandaloneException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With the whole story in the message. */
  public StandaloneException(String message) {
    super(message);
  }

  /** With what lies behind it. */
  public StandaloneException(String message, Throwable cause) {
    super(message, cause);
  }
}
