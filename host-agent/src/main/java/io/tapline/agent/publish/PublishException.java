package io.tapline.agent.publish;

/** Kafka cannot be reached, or refuses; the message says what was tried and what to do. */
public final class PublishException extends Exception {
  private static final long serialVersionUID = 1L;

  PublishException(String message, Throwable cause) {
    super(message, cause);
  }
}
