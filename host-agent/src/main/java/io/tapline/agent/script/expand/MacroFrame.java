package io.tapline.agent.script.expand;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ast.Preamble;
import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.script.source.Source;
import io.tapline.agent.script.source.SourceRange;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One call of a macro while its body is copied: what names mean, and where the copy lies. */
final class MacroFrame {
  /** In no macro. */
  static final MacroFrame OUTSIDE = new MacroFrame();

  private final @Nullable MacroFrame caller;
  private final @Nullable MacroDefinition macro;
  private final int shift;
  private final int number;
  private final Set<String> own;
  private final Map<String, String> targets = new HashMap<>();
  private final Map<String, Argument> arguments = new HashMap<>();

  /**
   * What a parameter that takes any expression is.
   *
   * @param value in the caller's names
   * @param depth levels below its root
   * @param nodes how many it has
   */
  record Argument(Expression value, int depth, long nodes) {}

  private MacroFrame() {
    this.caller = null;
    this.macro = null;
    this.shift = 0;
    this.number = 0;
    this.own = Set.of();
  }

  MacroFrame(MacroFrame caller, MacroDefinition macro, List<Argument> given, int copy, int number) {
    this.caller = caller;
    this.macro = macro;
    this.shift = copy - macro.extent().start();
    this.number = number;
    this.own = macro.isHygienic() ? MacroChecks.variables(macro, nowhere()) : Set.of();
    for (int i = 0; i < given.size(); i++) {
      bind(macro.parameters().get(i), given.get(i));
    }
  }

  /** The definition has been checked. */
  private static Diagnostics nowhere() {
    return new Diagnostics(new Source("", ""));
  }

  private void bind(Preamble.MacroParameter parameter, Argument argument) {
    if (argument.value() instanceof Expression.Variable variable
        && MacroDefinition.kind(parameter) == '$') {
      targets.put(parameter.name(), variable.name());
    } else if (argument.value() instanceof Expression.MapAccess map
        && MacroDefinition.kind(parameter) == '@') {
      targets.put(parameter.name(), map.name());
    } else {
      arguments.put(parameter.name(), argument);
    }
  }

  /** The macro's name; empty outside. */
  String name() {
    return macro == null ? "" : macro.name();
  }

  SourceRange range(SourceRange range) {
    return new SourceRange(range.start() + shift, range.end() + shift);
  }

  /** Whether a variable is one of the parameters. */
  boolean isParameter(String variable) {
    return targets.containsKey(variable);
  }

  /** What a variable of the body is called in the script. */
  String variable(String name) {
    String target = targets.get(name);
    if (target != null) {
      return target;
    }
    // Nobody can write two dollars: the name is new.
    return own.contains(name)
        ? "$$" + name() + "_" + number + "_" + name.substring(1)
        : outer(name);
  }

  /** A macro of C means what its caller means. */
  private String outer(String name) {
    return caller != null && macro != null && !macro.isHygienic() ? caller.variable(name) : name;
  }

  /** What a map of the body is called in the script; empty when it may not be named there. */
  Optional<String> map(String name) {
    if (macro == null) {
      return Optional.of(name);
    }
    if (!macro.isHygienic() && caller != null) {
      return caller.map(name);
    }
    return Optional.ofNullable(targets.get(name));
  }

  /** What a name of the body stands for, if it is a parameter. */
  Optional<Argument> argument(String name) {
    return Optional.ofNullable(arguments.get(name));
  }

  /** The names from a macro's call to here when it is being expanded, each with an arrow. */
  Optional<String> chainTo(MacroDefinition wanted) {
    if (macro == null || caller == null) {
      return Optional.empty();
    }
    if (macro == wanted) {
      return Optional.of(name() + " > ");
    }
    return caller.chainTo(wanted).map(c -> c + name() + " > ");
  }

  /** Whether a macro of C is being expanded, within which its name is a name. */
  boolean isRunningC(MacroDefinition wanted) {
    return !wanted.isHygienic() && chainTo(wanted).isPresent();
  }
}
