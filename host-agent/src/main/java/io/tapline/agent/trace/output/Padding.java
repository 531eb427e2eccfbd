package io.tapline.agent.trace.output;

/** Text in columns. */
final class Padding {
  private Padding() {}

  /** Text at the left of its column. */
  static StringBuilder left(StringBuilder out, String text, int width, char fill) {
    out.append(text);
    return fill(out, width - text.length(), fill);
  }

  /** Text at the right of its column. */
  static StringBuilder right(StringBuilder out, String text, int width, char fill) {
    return fill(out, width - text.length(), fill).append(text);
  }

  private static StringBuilder fill(StringBuilder out, int count, char fill) {
    for (int i = 0; i < count; i++) {
      out.append(fill);
    }
    return out;
  }
}
