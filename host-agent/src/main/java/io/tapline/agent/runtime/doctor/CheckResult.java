package io.tapline.agent.runtime.doctor;

/**
 * One line of the doctor's.
 *
 * @param check what was looked at
 * @param status whether it is there
 * @param detail what was seen, or what failed
 * @param remedy what to do when it is missing; empty when it is there
 */
public record CheckResult(String check, Status status, String detail, String remedy) {
  /** Whether something is there. */
  public enum Status {
    /** It is there. */
    OK,
    /** It is not, and the default tapsets do not need it. */
    ABSENT,
    /** It is not, and default tapsets need it. */
    MISSING
  }
}
