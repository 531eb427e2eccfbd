package io.tapline.agent.trace.output;

import java.util.List;

/**
 * Formats of {@code printf} and its kin, with bpftrace's own additions ({@code %r}, {@code %rx},
 * {@code %rh}). Immutable; read once per call of the script.
 */
public final class Printf {
  private final String format;

  private Printf(String format) {
    this.format = format;
  }

  /**
   * Reads a format.
   *
   * @param format as the script has it, escapes resolved
   */
  public static Printf of(String format) {
    return new Printf(format);
  }

  /** The text, a byte string. */
  public String format(List<DecodedValue> values) {
    throw new UnsupportedOperationException(
        "formats are applied in the next commit: " + format + values);
  }
}
