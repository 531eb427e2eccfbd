package io.tapline.cli.output;

/** When to colour: the values of {@code --color}. */
public enum ColorMode {
  /** On a terminal, unless NO_COLOR is set or TERM is dumb. */
  AUTO,
  /** Even into a pipe. */
  ALWAYS,
  /** Not at all. */
  NEVER
}
