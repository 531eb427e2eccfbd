package io.tapline.agent.script.expand;

import io.tapline.agent.script.ast.Preamble;
import io.tapline.agent.script.ast.Probe;
import io.tapline.agent.script.ast.Script;
import io.tapline.agent.script.parse.Parser;
import io.tapline.agent.script.parse.ParserOptions;
import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.script.source.Source;
import io.tapline.agent.script.source.SourceRange;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code import "file.bt";}: what the file has comes before what imports it, so that its begin and
 * end probes run first. A folder stands for all files in it; {@code .h} is C as if it stood in the
 * script. Each file is read once. Only scripts of a terminal import files: a script that was sent
 * here must not read this host's.
 */
final class ImportExpander {
  /** Most files of a script. */
  private static final int MAX_FILES = 200;

  private final Source source;
  private final ParserOptions options;
  private final Diagnostics diagnostics;
  private final ImportFolders folders;
  private final Set<Path> seen = new HashSet<>();
  private final List<Script> scripts = new ArrayList<>();
  private final List<Preamble.CDefinition> headers = new ArrayList<>();

  ImportExpander(Source source, ParserOptions options, Diagnostics diagnostics) {
    this.source = source;
    this.options = options;
    this.diagnostics = diagnostics;
    this.folders = new ImportFolders(source.name());
  }

  /** The script with everything that it imports. */
  Script expand(Script script) {
    imports(script, Optional.empty());
    if (scripts.isEmpty() && headers.isEmpty()) {
      return script;
    }
    scripts.add(script);
    return merged(script);
  }

  private void imports(Script script, Optional<Path> importer) {
    script.preamble().imports().forEach(i -> importOne(i, importer));
  }

  private void importOne(Preamble.Import written, Optional<Path> importer) {
    SourceRange range = written.range();
    String name = written.path();
    if (!options.trace()) {
      diagnostics.error(
          range, "a script of the pipeline imports nothing", "macros of stdlib need no import");
      return;
    }
    if (name.equals("stdlib") || name.startsWith("stdlib/")) {
      // Its macros are there without being imported.
      return;
    }
    List<Path> candidates = folders.candidates(name, importer);
    Optional<Path> found = candidates.stream().filter(ImportFolders::exists).findFirst();
    if (found.isEmpty()) {
      diagnostics.error(
          range,
          "Unable to find suitable path for import",
          "checked: " + String.join(",", candidates.stream().map(Path::toString).toList()));
      return;
    }
    if (ImportFolders.isWritableByAll(found.get())) {
      diagnostics.error(
          range,
          "anybody could have written '" + found.get() + "', so it is not imported",
          "take the right to write from others");
      return;
    }
    try {
      for (ImportFolders.Entry entry : folders.entries(name, found.get())) {
        importFile(entry, range);
      }
    } catch (IOException e) {
      diagnostics.error(range, "error reading import '" + name + "': " + e.getMessage());
    }
  }

  private void importFile(ImportFolders.Entry entry, SourceRange range) throws IOException {
    if (!seen.add(entry.path().toRealPath())) {
      return;
    }
    if (seen.size() > MAX_FILES) {
      diagnostics.error(range, "more than " + MAX_FILES + " files are imported");
      return;
    }
    String name = entry.name();
    if (name.endsWith(".bpf.c") || name.endsWith(".bpf.o")) {
      diagnostics.error(
          range, "'" + name + "' is C that is compiled, which cannot be imported", "");
      return;
    }
    if (!name.endsWith(".bt") && !name.endsWith(".h")) {
      diagnostics.error(range, "unknown import type: " + name, "known are .bt and .h");
      return;
    }
    Source file = Source.decode(name, ImportFolders.read(entry.path()));
    Optional<Integer> base = source.add(file);
    if (base.isEmpty()) {
      diagnostics.error(range, "the script's files are too long together");
    } else if (name.endsWith(".h")) {
      SourceRange all = new SourceRange(base.get(), base.get() + file.text().length());
      headers.add(new Preamble.CDefinition(file.text(), all));
    } else {
      script(file, base.get(), entry.path());
    }
  }

  private void script(Source file, int base, Path path) {
    Script script = Parser.parse(file, base, options, diagnostics);
    List<Preamble.Setting> settings = script.preamble().settings();
    if (!settings.isEmpty()) {
      diagnostics.error(settings.get(0).range(), "invalid `config` within import");
    }
    imports(script, Optional.of(path));
    scripts.add(script);
  }

  private Script merged(Script main) {
    List<Preamble.Import> imports = new ArrayList<>();
    List<Preamble.CDefinition> definitions = new ArrayList<>(headers);
    List<Preamble.MapDeclaration> maps = new ArrayList<>();
    List<Preamble.Macro> macros = new ArrayList<>();
    List<Preamble.Subprogram> subprograms = new ArrayList<>();
    List<Probe> probes = new ArrayList<>();
    for (Script script : scripts) {
      Preamble preamble = script.preamble();
      imports.addAll(preamble.imports());
      definitions.addAll(preamble.definitions());
      maps.addAll(preamble.maps());
      macros.addAll(preamble.macros());
      subprograms.addAll(preamble.subprograms());
      probes.addAll(script.probes());
    }
    Preamble all =
        new Preamble(main.preamble().settings(), imports, definitions, maps, macros, subprograms);
    return new Script(all, probes, main.range());
  }
}
