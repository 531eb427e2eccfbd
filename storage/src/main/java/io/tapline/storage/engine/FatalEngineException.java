package io.tapline.storage.engine;

/** A fault that stays: wrong SQL, no such table, wrong password, a right that is lacking. */
public final class FatalEngineException extends EngineException {
  private static final long serialVersionUID = 1;

  /** The server said so. */
  public FatalEngineException(String message, int code, Throwable cause) {
    super(message, code, cause);
  }

  /** Found out before a server was asked. */
  public FatalEngineException(String message, Throwable cause) {
    super(message, NO_CODE, cause);
  }

  /** Found out before a server was asked. */
  public FatalEngineException(String message) {
    super(message);
  }
}
