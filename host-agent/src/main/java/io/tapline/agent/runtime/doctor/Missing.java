package io.tapline.agent.runtime.doctor;

/** Something that a check looked for is not there. */
final class Missing extends Exception {
  private static final long serialVersionUID = 1L;

  Missing(String message) {
    super(message);
  }
}
