package io.tapline.dashboard.api;

/** Ends a request with a {@link Problem}. */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient Problem problem;

  /** Ends a request. */
  public ProblemException(int status, String what, String where, String remedy) {
    super(what + " (" + where + ")");
    this.problem = new Problem(status, what, where, remedy);
  }

  /** What to answer. */
  public Problem problem() {
    return problem;
  }
}
