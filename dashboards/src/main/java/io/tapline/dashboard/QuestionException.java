package io.tapline.dashboard;

import org.jspecify.annotations.Nullable;

/** A question was not answered; the message says what happened and where. */
public final class QuestionException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Whose turn it is to do something. */
  public enum Kind {
    /** No question has this name. */
    UNKNOWN,
    /** The asker's: a parameter is missing, unknown, or not of its type. */
    PARAMETER,
    /** Nobody's: too many questions at once; ask again. */
    BUSY,
    /** The store's: it is away, or it refused the question. */
    STORE
  }

  private final Kind kind;

  /** A question was not answered. */
  public QuestionException(Kind kind, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** Why. */
  public Kind kind() {
    return kind;
  }
}
