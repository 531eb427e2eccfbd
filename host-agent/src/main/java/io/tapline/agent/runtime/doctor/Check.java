package io.tapline.agent.runtime.doctor;

/**
 * One thing to look at.
 *
 * @param name of it
 * @param remedy what to do when it is missing
 * @param look looks
 * @param needed whether default tapsets need it
 */
record Check(String name, String remedy, Look look, boolean needed) {
  Check(String name, String remedy, Look look) {
    this(name, remedy, look, true);
  }

  /** A check of what the default tapsets can do without. */
  static Check optional(String name, String remedy, Look look) {
    return new Check(name, remedy, look, false);
  }

  /** Looks at one thing, and leaves nothing behind. */
  @FunctionalInterface
  interface Look {
    /**
     * Returns what was seen.
     *
     * @throws Exception when it is missing; the message says why
     */
    String at() throws Exception;
  }

  CheckResult run() {
    try {
      return new CheckResult(name, CheckResult.Status.OK, look.at(), "");
    } catch (Exception | LinkageError e) {
      // A check that breaks in an unforeseen way is an answer too: the doctor goes on.
      String message = e.getMessage();
      return new CheckResult(
          name,
          needed ? CheckResult.Status.MISSING : CheckResult.Status.ABSENT,
          message == null ? e.getClass().getSimpleName() : message,
          remedy);
    }
  }
}
