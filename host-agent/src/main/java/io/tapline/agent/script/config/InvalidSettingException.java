package io.tapline.agent.script.config;

/** A setting has a value that it cannot have; the message says which it can. */
final class InvalidSettingException extends Exception {
  private static final long serialVersionUID = 1;

  InvalidSettingException(String message) {
    super(message);
  }
}
