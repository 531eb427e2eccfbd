package io.tapline.agent.script.expand;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ast.Preamble;
import io.tapline.agent.script.parse.Parser;
import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.script.source.Source;
import io.tapline.agent.script.source.SourceRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code #define NAME body} and {@code #define NAME(a, b) body}: where the name stands in the
 * script, the body stands for an expression. A body is read when it is first used, so that one that
 * is C alone hurts nobody.
 */
final class CDefines {
  private static final Pattern DEFINE =
      Pattern.compile(
          "#[ \\t]*define[ \\t]+([A-Za-z_]\\w*)(\\(([^)]*)\\))?(?:[ \\t]+|\\\\\\n|$)",
          Pattern.DOTALL);

  private static final Pattern UNDEFINE =
      Pattern.compile("#[ \\t]*undef[ \\t]+([A-Za-z_]\\w*).*", Pattern.DOTALL);

  private final Source source;
  private final Map<String, Define> defines = new HashMap<>();
  private final Map<String, Optional<MacroDefinition>> read = new HashMap<>();

  /** A line, not read yet. */
  private record Define(List<Preamble.MacroParameter> parameters, SourceRange range, int body) {}

  CDefines(Source source, List<Preamble.CDefinition> definitions) {
    this.source = source;
    CConditions conditions = new CConditions();
    definitions.forEach(d -> lines(d, conditions));
  }

  /** Lines of one piece: of an imported header they are many. */
  private void lines(Preamble.CDefinition piece, CConditions conditions) {
    String text = piece.text();
    for (int at = 0; at < text.length(); ) {
      int end = lineEnd(text, at);
      int hash = at;
      while (hash < end && Character.isWhitespace(text.charAt(hash))) {
        hash++;
      }
      if (hash < end && text.charAt(hash) == '#') {
        line(text.substring(hash, end), piece.range().start() + hash, conditions);
      }
      at = end + 1;
    }
  }

  private static int lineEnd(String text, int start) {
    int end = text.indexOf('\n', start);
    while (end > 0 && text.charAt(end - 1) == '\\') {
      end = text.indexOf('\n', end + 1);
    }
    return end < 0 ? text.length() : end;
  }

  private void line(String line, int start, CConditions conditions) {
    if (conditions.take(line, defines.keySet()) || !conditions.hold()) {
      return;
    }
    Matcher undefine = UNDEFINE.matcher(line);
    if (undefine.matches()) {
      defines.remove(undefine.group(1));
      return;
    }
    Matcher define = DEFINE.matcher(line);
    if (define.lookingAt()) {
      SourceRange range = new SourceRange(start, start + line.length());
      List<Preamble.MacroParameter> parameters = new ArrayList<>();
      if (define.group(3) != null && !define.group(3).isBlank()) {
        for (String name : define.group(3).split(",", -1)) {
          parameters.add(new Preamble.MacroParameter(name.strip(), range));
        }
      }
      defines.put(
          define.group(1),
          new Define(
              define.group(2) == null ? List.of() : parameters, range, start + define.end()));
    }
  }

  /** The macro that a name is; empty when it is none, or has a body that is no expression. */
  Optional<MacroDefinition> find(String name) {
    Define define = defines.get(name);
    if (define == null) {
      return Optional.empty();
    }
    return read.computeIfAbsent(name, n -> read(n, define));
  }

  private Optional<MacroDefinition> read(String name, Define define) {
    SourceRange stretch = new SourceRange(define.body(), define.range().end());
    Source.Place place = source.place(define.range());
    int base = define.range().start() - place.range().start();
    // What is no expression may yet be C.
    Diagnostics nowhere = new Diagnostics(source);
    if (define.parameters().stream().anyMatch(p -> !p.name().matches("[A-Za-z_]\\w*"))) {
      return Optional.empty();
    }
    return Parser.expression(place.file(), base, stretch, nowhere)
        .map(
            e ->
                MacroDefinition.ofC(
                    new Preamble.Macro(
                        name,
                        define.parameters(),
                        new Preamble.MacroBody.OfValue(
                            new Expression.Block(List.of(), e, e.range())),
                        define.range(),
                        define.range())));
  }
}
