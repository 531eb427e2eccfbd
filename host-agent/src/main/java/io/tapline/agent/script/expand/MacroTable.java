package io.tapline.agent.script.expand;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ast.Preamble;
import io.tapline.agent.script.source.Diagnostic;
import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.script.source.Source;
import io.tapline.agent.script.source.SourceRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The macros of a script by name: its own, its {@code #define}s, and the standard library's. */
final class MacroTable {
  private final Source source;
  private final Diagnostics diagnostics;
  private final Optional<CDefines> defines;
  private final Map<String, List<MacroDefinition>> macros = new HashMap<>();

  MacroTable(Source source, Preamble preamble, Diagnostics diagnostics) {
    this.source = source;
    this.diagnostics = diagnostics;
    this.defines =
        preamble.definitions().isEmpty()
            ? Optional.empty()
            : Optional.of(new CDefines(source, preamble.definitions()));
    preamble.macros().forEach(this::add);
  }

  private void add(Preamble.Macro macro) {
    MacroDefinition definition = MacroDefinition.of(macro);
    MacroChecks.check(definition, diagnostics);
    List<MacroDefinition> others = macros.computeIfAbsent(macro.name(), n -> new ArrayList<>());
    others.stream()
        .filter(o -> o.kinds().equals(definition.kinds()))
        .findFirst()
        .ifPresent(
            o ->
                diagnostics.error(
                    macro.range(),
                    "Redefinition of macro: " + macro.name(),
                    List.of(note(o.range(), "This is the original definition.")),
                    ""));
    others.add(definition);
  }

  /** All macros of that name; the script's own hide the library's. */
  List<MacroDefinition> named(String name) {
    List<MacroDefinition> found = macros.get(name);
    if (found == null) {
      found = defines.flatMap(d -> d.find(name)).map(List::of).orElse(List.of());
    }
    return found.isEmpty() ? StandardLibrary.find(name, source) : found;
  }

  /** Whether the script itself has a macro of that name. */
  boolean isScripts(String name) {
    return macros.containsKey(name);
  }

  /**
   * Which of the macros a call means: one whose parameters have the arguments' kinds, those that
   * take a variable or a map before those that take anything. Empty when none does, which is
   * reported.
   */
  Optional<MacroDefinition> choose(
      List<MacroDefinition> candidates, List<Expression> arguments, SourceRange call) {
    Optional<MacroDefinition> best =
        candidates.stream()
            .filter(m -> mismatch(m, arguments).isEmpty())
            .max(Comparator.comparingLong(m -> m.kinds().chars().filter(c -> c != ' ').count()));
    if (best.isEmpty()) {
      report(candidates, arguments, call);
    }
    return best;
  }

  private void report(
      List<MacroDefinition> candidates, List<Expression> arguments, SourceRange call) {
    MacroDefinition closest =
        candidates.stream()
            .filter(m -> m.parameters().size() == arguments.size())
            .findFirst()
            .orElse(candidates.get(0));
    diagnostics.error(
        call,
        "Call to " + closest.name() + "() has arguments that do not match any definition.",
        mismatch(closest, arguments),
        "");
  }

  /** Why a macro cannot be called so; nothing when it can. */
  private static List<Diagnostic.Note> mismatch(MacroDefinition macro, List<Expression> arguments) {
    if (macro.parameters().size() != arguments.size()) {
      String message =
          "The closest definition of "
              + macro.name()
              + "() has a different number of arguments. Expected: "
              + macro.parameters().size()
              + " but got "
              + arguments.size();
      return List.of(note(macro.range(), message));
    }
    for (int i = 0; i < arguments.size(); i++) {
      Preamble.MacroParameter parameter = macro.parameters().get(i);
      char wanted = MacroDefinition.kind(parameter);
      char given = kind(arguments.get(i));
      if (wanted != ' ' && wanted != given) {
        String message =
            "Mismatched arg. "
                + macro.name()
                + "() expects a "
                + kindName(wanted)
                + " for arg "
                + parameter.name()
                + " but got "
                + (given == ' ' ? "an " : "a ")
                + kindName(given)
                + ".";
        return List.of(
            note(arguments.get(i).range(), message),
            note(parameter.range(), "This is the argument in the closest definition."));
      }
    }
    return List.of();
  }

  private static Diagnostic.Note note(SourceRange range, String message) {
    return new Diagnostic.Note(range, message);
  }

  private static char kind(Expression argument) {
    if (argument instanceof Expression.Variable) {
      return '$';
    }
    return argument instanceof Expression.MapAccess map && map.keys().isEmpty() ? '@' : ' ';
  }

  private static String kindName(char kind) {
    return kind == '$' ? "variable" : kind == '@' ? "map" : "expression";
  }
}
