package io.tapline.agent.trace.output;

/** Warnings and errors, each in lines of its own. */
final class MessageText {
  private static final String RED = "\033[31m";
  private static final String YELLOW = "\033[33m";
  private static final String PLAIN = "\033[0m";

  private final ByteSink sink;
  private final boolean colours;

  MessageText(ByteSink sink, boolean colours) {
    this.sink = sink;
    this.colours = colours;
  }

  void write(String text) {
    sink.write(text);
  }

  void warning(PlaceText place, String words) {
    sink.write(line(YELLOW, place.location() + ": WARNING: " + words));
  }

  void error(PlaceText place, String words) {
    sink.write(line(RED, place.location() + ": ERROR: " + words));
  }

  /** A warning with the lines of the script that it is about. */
  void shown(PlaceText place, String words) {
    StringBuilder text = new StringBuilder();
    text.append(line(YELLOW, place.location() + ": WARNING: " + words));
    place.context(text);
    sink.write(text);
  }

  /** An error with the lines of the script that it is about. */
  void shownError(PlaceText place, String words) {
    StringBuilder text = new StringBuilder();
    text.append(line(RED, place.location() + ": ERROR: " + words));
    place.context(text);
    sink.write(text);
  }

  void warning(String words) {
    sink.write(line(YELLOW, "WARNING: " + words));
  }

  void error(String words) {
    sink.write(line(RED, "ERROR: " + words));
  }

  void flush() {
    sink.flush();
  }

  /** One line break at the end, whether the text has one or not. */
  private String line(String colour, String text) {
    String words = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    return colours ? colour + words + PLAIN + "\n" : words + "\n";
  }
}
