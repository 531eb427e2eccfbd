package io.tapline.agent.target.demangle;

/** Text that is no mangled name, or one that would take too long. Carries nothing. */
final class Unmangleable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The only one: it tells nothing apart. */
  @SuppressWarnings("StaticAssignmentOfThrowable") // Has no stack trace, and suppresses nothing.
  static final Unmangleable INSTANCE = new Unmangleable();

  private Unmangleable() {
    super("no mangled name", null, false, false);
  }
}
