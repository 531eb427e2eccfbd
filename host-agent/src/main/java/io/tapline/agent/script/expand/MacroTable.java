package io.tapline.agent.script.expand;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ast.Preamble;
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
    Optional<MacroDefinition> same =
        others.stream().filter(o -> o.kinds().equals(definition.kinds())).findFirst();
    if (same.isPresent()) {
      diagnostics.error(
          macro.range(),
          "Redefinition of macro: " + macro.name(),
          "macros of one name differ in how many parameters they have, or of what kind");
    }
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
    String name = candidates.get(0).name();
    String why =
        candidates.stream()
            .filter(m -> m.parameters().size() == arguments.size())
            .findFirst()
            .flatMap(m -> mismatch(m, arguments))
            .orElseGet(
                () ->
                    "The closest definition of "
                        + name
                        + "() has a different number of arguments. Expected: "
                        + candidates.get(0).parameters().size()
                        + " but got "
                        + arguments.size());
    diagnostics.error(
        call, "Call to " + name + "() has arguments that do not match any definition.", why);
  }

  private static Optional<String> mismatch(MacroDefinition macro, List<Expression> arguments) {
    if (macro.parameters().size() != arguments.size()) {
      return Optional.of("");
    }
    for (int i = 0; i < arguments.size(); i++) {
      Preamble.MacroParameter parameter = macro.parameters().get(i);
      char wanted = MacroDefinition.kind(parameter);
      if (wanted != ' ' && wanted != kind(arguments.get(i))) {
        return Optional.of(
            "Mismatched arg. "
                + macro.name()
                + "() expects a "
                + kindName(wanted)
                + " for arg "
                + parameter.name()
                + " but got "
                + (kind(arguments.get(i)) == ' ' ? "an " : "a ")
                + kindName(kind(arguments.get(i)))
                + ".");
      }
    }
    return Optional.empty();
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
