package io.tapline.agent.event;

/** Shows the numbers of one kind of field as people know them: system calls, disks. */
@FunctionalInterface
public interface FieldText {

  /**
   * The text for a number, for example {@code futex} for 202; the number itself in decimal when
   * there is no name for it.
   *
   * @param kind SYSCALL or DEVICE
   */
  String text(FieldType.Kind kind, long number);
}
