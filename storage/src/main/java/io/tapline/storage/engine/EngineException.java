package io.tapline.storage.engine;

/**
 * The engine refused, or could not be asked. Either {@link RetriableEngineException}: the same
 * request may succeed later; or {@link FatalEngineException}: it will not.
 */
public abstract sealed class EngineException extends RuntimeException
    permits RetriableEngineException, FatalEngineException {
  /** No answer came from a server, so there is no code. */
  public static final int NO_CODE = 0;

  private static final long serialVersionUID = 1;

  private final int code;

  EngineException(String message, int code, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  EngineException(String message) {
    super(message);
    this.code = NO_CODE;
  }

  /**
   * ClickHouse's error code, for example 62 for a syntax error; {@link #NO_CODE} when it gave none.
   */
  public int code() {
    return code;
  }
}
