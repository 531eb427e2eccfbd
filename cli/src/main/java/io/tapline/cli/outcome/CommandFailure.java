package io.tapline.cli.outcome;

import org.jspecify.annotations.Nullable;

/**
 * A command cannot go on. The message says what happened and where, the remedy what to do; neither
 * needs a stack trace to be understood.
 */
public final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ExitCode code;
  private final @Nullable String remedy;

  /**
   * @param code what the process exits with
   * @param message what happened, where
   * @param remedy what to do about it; may span lines
   */
  public CommandFailure(ExitCode code, String message, @Nullable String remedy) {
    super(message);
    this.code = code;
    this.remedy = remedy;
  }

  /** As above, with what caused it, for {@code --verbose}. */
  public CommandFailure(
      ExitCode code, String message, @Nullable String remedy, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
    this.remedy = remedy;
  }

  /** What the process exits with. */
  public ExitCode code() {
    return code;
  }

  /** What to do, or null when there is nothing to add. */
  public @Nullable String remedy() {
    return remedy;
  }
}
