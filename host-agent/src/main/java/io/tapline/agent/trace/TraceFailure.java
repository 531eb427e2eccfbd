package io.tapline.agent.trace;

/** A trace cannot go on; the message says what happened and to what. */
public final class TraceFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TraceFailure(String message, Throwable cause) {
    super(message, cause);
  }

  TraceFailure(String message) {
    super(message);
  }
}
