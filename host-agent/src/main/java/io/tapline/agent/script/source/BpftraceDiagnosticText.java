package io.tapline.agent.script.source;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/** Diagnostics as bpftrace 0.27 prints them: tried with it, line by line. */
final class BpftraceDiagnosticText {
  private static final String TAB = "    ";

  private BpftraceDiagnosticText() {}

  static String render(Diagnostic diagnostic) {
    StringBuilder text = new StringBuilder();
    String word = diagnostic.severity().word().toUpperCase(Locale.ROOT);
    Source.Place place = diagnostic.source().place(diagnostic.range());
    message(place, word, diagnostic.message(), text);
    for (Diagnostic.Note note : diagnostic.notes()) {
      message(diagnostic.source().place(note.range()), word, note.message(), text);
    }
    Optional<SourceRange> call = place.expandedFrom();
    while (call.isPresent()) {
      Source.Place from = diagnostic.source().place(call.get());
      message(from, word, "expanded from", text);
      call = from.expandedFrom();
    }
    if (!diagnostic.hint().isEmpty()) {
      text.append("HINT: ").append(diagnostic.hint()).append('\n');
    }
    text.setLength(text.length() - 1);
    return text.toString();
  }

  private static void message(Source.Place place, String word, String message, StringBuilder text) {
    if (place.range().end() == 0) {
      // Of the whole script.
      text.append(word).append(": ").append(message).append('\n');
      return;
    }
    Source file = place.file();
    Source.Position start = file.position(place.range().start());
    Source.Position end = file.position(place.range().end());
    text.append(file.name()).append(':').append(start.line());
    if (start.line() == end.line()) {
      text.append(':').append(column(file, start)).append('-').append(column(file, end));
    } else {
      text.append('-').append(end.line());
    }
    text.append(": ").append(word).append(": ").append(message).append('\n');
    if (start.line() == end.line()) {
      marked(file, start, end, text);
    } else {
      text.append(file.text(), start.lineStart(), end.lineStart());
      text.append(file.lineAt(end.lineStart())).append('\n');
    }
  }

  /** The line, its tabs as four blanks, and the marker, a character of which stands for a byte. */
  private static void marked(
      Source file, Source.Position start, Source.Position end, StringBuilder text) {
    String line = file.lineAt(start.lineStart());
    text.append(line.replace("\t", TAB)).append('\n');
    int from = start.column() - 1;
    int to = Math.min(end.column() - 1, line.length());
    text.append(" ".repeat(width(line.substring(0, from))));
    text.append("~".repeat(width(line.substring(from, to)))).append('\n');
  }

  private static int column(Source file, Source.Position position) {
    int at = position.lineStart() + position.column() - 1;
    return bytes(file.text().substring(position.lineStart(), at)) + 1;
  }

  private static int width(String text) {
    return bytes(text.replace("\t", TAB));
  }

  private static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
