package io.tapline.stream.batch;

/** A record decodes, but its columns do not fit together; the message says which and how. */
public final class MalformedBatchException extends Exception {
  private static final long serialVersionUID = 1L;

  MalformedBatchException(String message) {
    super(message);
  }
}
