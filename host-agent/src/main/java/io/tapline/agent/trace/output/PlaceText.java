package io.tapline.agent.trace.output;

import io.tapline.agent.script.source.Source;

/**
 * A place as bpftrace tells it: {@code a.bt:3:7-12}, or {@code a.bt:3-5} where it is more than a
 * line. Columns count bytes from 1, the last is the one behind. Byte strings.
 */
final class PlaceText {
  private static final String TAB = "    ";

  private final Source source;
  private final Source.Position start;
  private final Source.Position end;
  private final int startColumn;

  PlaceText(ScriptPlaces.Place place) {
    this.source = place.source();
    this.start = source.position(place.range().start());
    this.end = source.position(place.range().end());
    this.startColumn = byteColumn(start);
  }

  String fileName() {
    return ByteText.of(source.name());
  }

  int line() {
    return start.line();
  }

  int column() {
    return startColumn;
  }

  /** The place in one word. */
  String location() {
    return start.line() == end.line()
        ? fileName() + ":" + line() + ":" + startColumn + "-" + byteColumn(end)
        : fileName() + ":" + line() + "-" + end.line();
  }

  /** The lines it is in, the stretch underlined if it is in one line; ends with a line break. */
  void context(StringBuilder out) {
    int lineStart = start.lineStart();
    for (int line = start.line(); line <= end.line(); line++) {
      String text = lineAt(lineStart);
      out.append(spaced(text)).append('\n');
      lineStart += text.length() + 1;
    }
    if (start.line() == end.line()) {
      String before = source.text().substring(start.lineStart(), offset(start));
      String range = source.text().substring(offset(start), offset(end));
      out.append(" ".repeat(spaced(before).length()));
      out.append("~".repeat(spaced(range).length())).append('\n');
    }
  }

  private String lineAt(int lineStart) {
    int end = source.text().indexOf('\n', lineStart);
    return source.text().substring(lineStart, end < 0 ? source.text().length() : end);
  }

  private static String spaced(String text) {
    return ByteText.of(text).replace("\t", TAB);
  }

  private static int offset(Source.Position position) {
    return position.lineStart() + position.column() - 1;
  }

  private int byteColumn(Source.Position position) {
    String before = source.text().substring(position.lineStart(), offset(position));
    return ByteText.of(before).length() + 1;
  }
}
