package io.tapline.stream.standalone;

/** Flink wraps what happened in many layers; a person needs the innermost. */
final class Causes {
  private static final int DEEPEST = 50;

  private Causes() {}

  /** The innermost cause's own words, on one line. */
  static String shortest(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause.getCause() != null && depth < DEEPEST; depth++) {
      cause = cause.getCause();
    }
    String message = cause.getMessage();
    String text = message == null ? cause.getClass().getSimpleName() : message;
    return text.lines().findFirst().orElse(text);
  }
}
