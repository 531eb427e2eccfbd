package io.tapline.storage.engine.embedded;

/**
 * The embedded engine cannot be fetched or started; the message says what happened and what to do.
 */
public final class EmbeddedEngineException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Without a cause worth reading. */
  public EmbeddedEngineException(String message) {
    super(message);
  }

  /** With its cause. */
  public EmbeddedEngineException(String message, Throwable cause) {
    super(message, cause);
  }
}
