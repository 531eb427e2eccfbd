package io.tapline.agent.event;

import java.util.Optional;

/** Takes user data out of a text before it leaves the host. */
@FunctionalInterface
public interface Redaction {
  /** Lets everything through. */
  Redaction NONE = (text, truncated) -> Optional.of(text);

  /**
   * The text without user data; empty when it cannot be told apart, and then nothing of the record
   * may leave.
   *
   * @param text as captured
   * @param truncated whether the text filled its buffer, so that its end is missing
   */
  Optional<String> redact(String text, boolean truncated);
}
