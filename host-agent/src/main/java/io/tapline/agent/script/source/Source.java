package io.tapline.agent.script.source;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A script's text under the name that messages show, and the texts that came to it while it was
 * read: imports, the standard library, and each expansion of a macro. All lie in one space of
 * offsets, the script's own from 0, so that a {@link SourceRange} tells where something is in any
 * of them. Grows while the script is read; after that it does not change and may be shared.
 */
public final class Source {

  /** Longest script in characters; what is longer is refused before it is read. */
  public static final int MAX_LENGTH = 256 * 1024;

  /** Where files of the standard library lie: each at the same place for all scripts. */
  public static final int LIBRARY_START = 1 << 28;

  /** Where expansions begin; below it there is room for a thousand of the longest imports. */
  private static final int EXPANSION_START = 1 << 29;

  private static final int LAST_EXPANSION = Integer.MAX_VALUE - 2 * MAX_LENGTH;

  private final String name;
  private final String text;
  private final TreeMap<Integer, Region> regions = new TreeMap<>();
  private int nextFile;
  private int nextExpansion = EXPANSION_START;

  /**
   * A text alone.
   *
   * @param name file name, or what stands for one
   * @param text all of it
   */
  public Source(String name, String text) {
    this.name = name;
    this.text = text;
    this.nextFile = text.length() + 1;
  }

  /**
   * A script out of a file's bytes. Bytes that are not UTF-8 become U+FFFD, which the lexer refuses
   * where it stands.
   */
  public static Source decode(String name, byte[] bytes) {
    return new Source(name, new String(bytes, StandardCharsets.UTF_8));
  }

  /** The file name, or what stands for one. */
  public String name() {
    return name;
  }

  /** The script's own text. */
  public String text() {
    return text;
  }

  /**
   * Another file of the script; where its text begins. Empty when there is no more room: a script
   * has at most 256 Mi characters.
   */
  public Optional<Integer> add(Source file) {
    int start = nextFile;
    if (file.text.length() >= LIBRARY_START - start) {
      return Optional.empty();
    }
    regions.put(start, new Region.File(file, start));
    nextFile += file.text.length() + 1;
    return Optional.of(start);
  }

  /** A file of the standard library, which begins at {@code start} in every script. */
  public void addLibrary(Source file, int start) {
    regions.put(start, new Region.File(file, start));
  }

  /**
   * A copy of a macro's text, made where it is called; where the copy begins. Empty when there is
   * no more room.
   *
   * @param original where the macro is written
   * @param call where it is called, which may be in another copy
   */
  public Optional<Integer> expand(SourceRange original, SourceRange call) {
    int start = nextExpansion;
    int length = original.end() - original.start();
    if (start > LAST_EXPANSION || length > MAX_LENGTH) {
      return Optional.empty();
    }
    regions.put(start, new Region.Expansion(original, call, start));
    nextExpansion += length + 1;
    return Optional.of(start);
  }

  /** Where a range is. */
  public Place place(SourceRange range) {
    Map.Entry<Integer, Region> entry = regions.floorEntry(range.start());
    if (entry == null) {
      return new Place(this, within(range, text.length()), Optional.empty());
    }
    return entry.getValue().place(this, range);
  }

  /** What ends in another text is shown where it begins. */
  private static SourceRange within(SourceRange range, int end) {
    int start = Math.min(range.start(), end);
    return range.end() <= end
        ? new SourceRange(start, range.end())
        : new SourceRange(start, Math.min(start + 1, end));
  }

  /** The call, in no expansion, that led to the expansion a range is in; else the range. */
  public SourceRange outermost(SourceRange range) {
    Optional<SourceRange> call = place(range).expandedFrom();
    return call.map(this::outermost).orElse(range);
  }

  /** Where an offset of the script's own text is; offsets beyond the end are at the end. */
  public Position position(int offset) {
    int end = Math.min(offset, text.length());
    int line = 1;
    int lineStart = 0;
    for (int i = text.indexOf('\n'); i >= 0 && i < end; i = text.indexOf('\n', i + 1)) {
      line++;
      lineStart = i + 1;
    }
    return new Position(line, end - lineStart + 1, lineStart);
  }

  /** The line that starts at {@code lineStart}, without its end. */
  String lineAt(int lineStart) {
    int end = text.indexOf('\n', lineStart);
    return text.substring(lineStart, end < 0 ? text.length() : end);
  }

  @Override
  public String toString() {
    return name;
  }

  /**
   * A range in one file.
   *
   * @param file the file, to be asked about {@code range} only
   * @param range offsets in the file's own text
   * @param expandedFrom where the macro is called whose text this is, in the script's offsets
   */
  public record Place(Source file, SourceRange range, Optional<SourceRange> expandedFrom) {}

  /**
   * A place for people.
   *
   * @param line from 1
   * @param column from 1, in characters
   * @param lineStart offset of the line's first character
   */
  public record Position(int line, int column, int lineStart) {}

  /** A stretch of the space of offsets. */
  private sealed interface Region {
    Place place(Source source, SourceRange range);

    /** A file from {@code start} on. */
    record File(Source file, int start) implements Region {
      @Override
      public Place place(Source source, SourceRange range) {
        SourceRange own = new SourceRange(range.start() - start, range.end() - start);
        return new Place(file, within(own, file.text.length()), Optional.empty());
      }
    }

    /** The text of {@code original} again, from {@code start} on. */
    record Expansion(SourceRange original, SourceRange call, int start) implements Region {
      @Override
      public Place place(Source source, SourceRange range) {
        int moved = original.start() - start;
        SourceRange own = new SourceRange(range.start() + moved, range.end() + moved);
        Place written = source.place(within(own, original.end()));
        return new Place(written.file(), written.range(), Optional.of(call));
      }
    }
  }
}
