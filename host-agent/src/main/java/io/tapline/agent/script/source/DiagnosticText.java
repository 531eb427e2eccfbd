package io.tapline.agent.script.source;

import java.util.Optional;

/** Diagnostics as the pipeline shows them. */
final class DiagnosticText {
  private static final int LONGEST_LINE = 160;

  private DiagnosticText() {}

  static String summary(Diagnostic diagnostic) {
    Source.Place place = diagnostic.source().place(diagnostic.range());
    return spot(place) + ": " + diagnostic.severity().word() + ": " + diagnostic.message();
  }

  static String render(Diagnostic diagnostic) {
    StringBuilder text = new StringBuilder(summary(diagnostic));
    Source.Place place = diagnostic.source().place(diagnostic.range());
    line(place, text);
    Optional<SourceRange> call = place.expandedFrom();
    while (call.isPresent()) {
      Source.Place from = diagnostic.source().place(call.get());
      text.append('\n').append(spot(from)).append(": expanded from here");
      line(from, text);
      call = from.expandedFrom();
    }
    for (Diagnostic.Note note : diagnostic.notes()) {
      Source.Place other = diagnostic.source().place(note.range());
      text.append('\n').append(spot(other)).append(": ").append(note.message());
      line(other, text);
    }
    if (!diagnostic.hint().isEmpty()) {
      text.append("\nhint: ").append(diagnostic.hint());
    }
    return text.toString();
  }

  private static void line(Source.Place place, StringBuilder text) {
    SourceRange range = place.range();
    Source.Position start = place.file().position(range.start());
    String line = place.file().lineAt(start.lineStart());
    if (line.length() > LONGEST_LINE) {
      return;
    }
    int from = start.column() - 1;
    int length = Math.max(1, Math.min(range.end() - range.start(), line.length() - from));
    text.append('\n').append(visible(line)).append('\n');
    for (int i = 0; i < from; i++) {
      text.append(i < line.length() && line.charAt(i) == '\t' ? '\t' : ' ');
    }
    text.append("~".repeat(length));
  }

  private static String spot(Source.Place place) {
    SourceRange range = place.range();
    Source.Position start = place.file().position(range.start());
    Source.Position end = place.file().position(Math.max(range.start(), range.end() - 1));
    String spot = place.file().name() + ":" + start.line() + ":" + start.column();
    return end.line() == start.line() && end.column() > start.column()
        ? spot + "-" + end.column()
        : spot;
  }

  /** Control and format characters (a terminal would obey them) are shown as a dot. */
  private static String visible(String line) {
    StringBuilder shown = new StringBuilder(line.length());
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      boolean hidden =
          (Character.isISOControl(c) && c != '\t') || Character.getType(c) == Character.FORMAT;
      shown.append(hidden ? '.' : c);
    }
    return shown.toString();
  }
}
