package io.tapline.storage.engine;

/** A fault that may pass: no connection, a timeout, a server short of memory, disk or merges. */
public final class RetriableEngineException extends EngineException {
  private static final long serialVersionUID = 1;

  /** The server said so. */
  public RetriableEngineException(String message, int code, Throwable cause) {
    super(message, code, cause);
  }

  /** No server answered. */
  public RetriableEngineException(String message, Throwable cause) {
    super(message, NO_CODE, cause);
  }
}
