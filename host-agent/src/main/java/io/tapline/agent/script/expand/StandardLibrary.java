package io.tapline.agent.script.expand;

import io.tapline.agent.script.parse.Parser;
import io.tapline.agent.script.parse.ParserOptions;
import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.script.source.Source;
import io.tapline.agent.script.source.SourceRange;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
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

  /** Which file has a macro: a script that uses none reads none. */
  private static final Map<String, String> FILE_OF =
      Map.of(
          "assert", "base.bt",
          "is_err", "base.bt",
          "leader_comm", "base.bt",
          "leader_tid", "base.bt",
          "pcomm", "base.bt",
          "ppid", "base.bt",
          "container_of", "meta.bt",
          "static_assert", "meta.bt",
          "assert_str", "strings.bt",
          "strcontains", "strings.bt");

  private static final Map<String, Library> LOADED = new ConcurrentHashMap<>();

  private StandardLibrary() {}

  /**
   * A file of the library.
   *
   * @param base where it lies among any script's offsets
   * @param macros by name; each is read once
   */
  private record Library(Source file, int base, Map<String, List<MacroDefinition>> macros) {}

  /** Names of all its macros, sorted. */
  public static List<String> names() {
    return List.copyOf(new TreeSet<>(FILE_OF.keySet()));
  }

  /** Names of the macros that are in its files, for the test that none is forgotten. */
  static List<String> written() {
    TreeSet<String> names = new TreeSet<>();
    FILES.forEach(f -> pieces(load(f).text()).forEach(p -> names.add(p.name())));
    return List.copyOf(names);
  }

  /** The macros of that name, whose file becomes part of the script. */
  static List<MacroDefinition> find(String name, Source source) {
    String file = FILE_OF.get(name);
    if (file == null) {
      return List.of();
    }
    Library library = LOADED.computeIfAbsent(file, StandardLibrary::library);
    source.addLibrary(library.file(), library.base());
    return library.macros().computeIfAbsent(name, n -> read(library, n));
  }

  private static Library library(String name) {
    int base = Source.LIBRARY_START + FILES.indexOf(name) * FILE_ROOM;
    return new Library(load(name), base, new ConcurrentHashMap<>());
  }

  private static List<MacroDefinition> read(Library library, String name) {
    Source alone = new Source("stdlib", "");
    alone.addLibrary(library.file(), library.base());
    Diagnostics diagnostics = new Diagnostics(alone);
    List<MacroDefinition> macros = new ArrayList<>();
    for (Piece piece : pieces(library.file().text())) {
      if (piece.name().equals(name)) {
        SourceRange stretch =
            new SourceRange(library.base() + piece.start(), library.base() + piece.end());
        Parser.parse(library.file(), library.base(), stretch, ParserOptions.NONE, diagnostics)
            .preamble()
            .macros()
            .forEach(m -> macros.add(MacroDefinition.of(m)));
      }
    }
    if (!diagnostics.isEmpty() || macros.isEmpty()) {
      throw new IllegalStateException("standard library: " + name + " " + diagnostics.list());
    }
    return macros;
  }

  /** Where in a file a macro is written, with what follows it. */
  private record Piece(String name, int start, int end) {}

  private static List<Piece> pieces(String text) {
    List<Piece> pieces = new ArrayList<>();
    int at = text.indexOf(MACRO);
    while (at >= 0) {
      int next = text.indexOf(MACRO, at + 1);
      int name = at + MACRO.length();
      pieces.add(
          new Piece(
              text.substring(name, text.indexOf('(', name)),
              at + 1,
              next < 0 ? text.length() : next));
      at = next;
    }
    return pieces;
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
