package io.tapline.dashboard.api;

import io.tapline.dashboard.QuestionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever a request ended with into a {@link Problem}; never a stack trace. */
public final class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private Problems() {}

  /**
   * The problem of a failure.
   *
   * @param where the path that was asked
   */
  public static Problem of(Throwable failure, String where) {
    if (failure instanceof ProblemException known) {
      return known.problem();
    }
    if (failure instanceof QuestionException question) {
      return of(question, where);
    }
    // Ours: the reader cannot help it, the log can.
    LOG.error("{} failed", where, failure);
    return new Problem(
        500, "the page's server failed on this request", where, "see the log of tapline up");
  }

  private static Problem of(QuestionException question, String where) {
    String message = String.valueOf(question.getMessage());
    return switch (question.kind()) {
      case UNKNOWN -> new Problem(404, message, where, "see /api/query for the names");
      case PARAMETER -> new Problem(400, message, where, "correct the parameter");
      case BUSY -> new Problem(503, message, where, "try again in a moment");
      case STORE ->
          new Problem(
              502, message, where, "check that the store runs: tapline doctor, tapline audit");
    };
  }
}
