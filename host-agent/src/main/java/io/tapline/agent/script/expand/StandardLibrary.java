package io.tapline.agent.script.expand;

import io.tapline.agent.script.ast.Preamble;
import io.tapline.agent.script.parse.Parser;
import io.tapline.agent.script.parse.ParserOptions;
import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.script.source.Source;
import io.tapline.agent.script.source.SourceRange;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Macros that come with Tapline, written in the language: {@code resources/stdlib}. Each file lies
 * at the same place in every script's offsets, so that a macro is read once. Only those that a
 * script uses are read at all.
 */
public final class StandardLibrary {
  private static final List<String> FILES = List.of("base.bt", "meta.bt", "strings.bt");
  private static final String MACRO = "\nmacro ";

  /** Longer than any of them. */
  private static final int FILE_ROOM = 1 << 20;

  private static final Map<String, List<Piece>> INDEX = index();
  private static final Map<String, List<MacroDefinition>> READ = new ConcurrentHashMap<>();

  private StandardLibrary() {}

  /** Where a macro is written. */
  private record Piece(Source file, int base, SourceRange range) {}

  /** Names of all its macros, sorted. */
  public static List<String> names() {
    return List.copyOf(new TreeSet<>(INDEX.keySet()));
  }

  /** The macros of that name, whose files become part of the script. */
  static List<MacroDefinition> find(String name, Source source) {
    List<Piece> pieces = INDEX.get(name);
    if (pieces == null) {
      return List.of();
    }
    pieces.forEach(p -> source.addLibrary(p.file(), p.base()));
    return READ.computeIfAbsent(name, n -> pieces.stream().map(StandardLibrary::read).toList());
  }

  private static MacroDefinition read(Piece piece) {
    Source alone = new Source("stdlib", "");
    alone.addLibrary(piece.file(), piece.base());
    Diagnostics diagnostics = new Diagnostics(alone);
    List<Preamble.Macro> macros =
        Parser.parse(piece.file(), piece.base(), piece.range(), ParserOptions.NONE, diagnostics)
            .preamble()
            .macros();
    if (!diagnostics.isEmpty() || macros.size() != 1) {
      throw new IllegalStateException("standard library: " + diagnostics.list());
    }
    return MacroDefinition.of(macros.get(0));
  }

  private static Map<String, List<Piece>> index() {
    Map<String, List<Piece>> index = new HashMap<>();
    for (int i = 0; i < FILES.size(); i++) {
      Source file = load(FILES.get(i));
      index(file, Source.LIBRARY_START + i * FILE_ROOM, index);
    }
    return index;
  }

  private static void index(Source file, int base, Map<String, List<Piece>> index) {
    String text = file.text();
    int at = text.indexOf(MACRO);
    while (at >= 0) {
      int next = text.indexOf(MACRO, at + 1);
      int end = next < 0 ? text.length() : next;
      int name = at + MACRO.length();
      int parameters = text.indexOf('(', name);
      index
          .computeIfAbsent(text.substring(name, parameters), n -> new ArrayList<>())
          .add(new Piece(file, base, new SourceRange(base + at + 1, base + end)));
      at = next;
    }
  }

  private static Source load(String name) {
    try (InputStream in = StandardLibrary.class.getResourceAsStream("/stdlib/" + name)) {
      if (in == null) {
        throw new IllegalStateException("resource missing: stdlib/" + name);
      }
      return Source.decode("stdlib/" + name, in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException("read stdlib/" + name, e);
    }
  }
}
