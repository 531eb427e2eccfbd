package io.tapline.cli.output;

/** How data is written to stdout: the values of {@code -o}. */
public enum Format {
  /** Aligned columns for people; control characters are escaped. */
  TABLE,
  /** One JSON array of objects. */
  JSON,
  /** RFC 4180 with a header line. */
  CSV
}
