package io.tapline.storage.query;

/**
 * A question that cannot be asked as given: no such query, a parameter missing, unknown or of the
 * wrong type.
 */
public final class BadQueryException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** What is wrong, and what would be right. */
  public BadQueryException(String message) {
    super(message);
  }
}
