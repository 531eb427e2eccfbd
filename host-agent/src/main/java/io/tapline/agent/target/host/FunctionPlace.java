package io.tapline.agent.target.host;

import io.tapline.agent.target.ProbeUnavailableException;

/**
 * The last part of a probe of a function.
 *
 * @param function its name or a pattern; empty for an address
 * @param offset from its start
 * @param address where no function is named
 */
record FunctionPlace(String function, long offset, long address) {
  /** {@code FUNC}, {@code FUNC+OFFSET}, or where that makes sense, {@code ADDRESS}. */
  static FunctionPlace parse(String text, boolean offsets, boolean addresses)
      throws ProbeUnavailableException {
    int plus = text.indexOf('+');
    if (plus < 0) {
      return addresses ? addressOrName(text) : new FunctionPlace(text, 0, 0);
    }
    if (!offsets) {
      throw new ProbeUnavailableException(
          "Offset not allowed", "a function returns where it returns: leave the offset out");
    }
    if (text.indexOf('+', plus + 1) >= 0) {
      throw new ProbeUnavailableException("Cannot take more than one offset");
    }
    try {
      return new FunctionPlace(text.substring(0, plus), Numbers.parse(text.substring(plus + 1)), 0);
    } catch (Numbers.NoNumberException e) {
      throw new ProbeUnavailableException("Invalid offset: " + e.getMessage());
    }
  }

  private static FunctionPlace addressOrName(String text) {
    try {
      return new FunctionPlace("", 0, Numbers.parse(text));
    } catch (Numbers.NoNumberException e) {
      // Then it is a name.
      return new FunctionPlace(text, 0, 0);
    }
  }

  boolean isPattern() {
    return Wildcard.isPattern(function);
  }
}
