package io.tapline.agent.script.check;

import io.tapline.agent.script.ast.AstWalker;
import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ast.Probe;
import io.tapline.agent.script.ast.Script;
import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.script.source.SourceRange;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Pass: which options the script asks {@code getopt} for. Options that nobody asks for are refused,
 * as they are likely misspelt; one option has one default.
 */
final class OptionUses extends AstWalker {
  private final Diagnostics diagnostics;

  /** Defaults as written, by option. */
  private final Map<String, String> options = new TreeMap<>();

  private OptionUses(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /**
   * Checks a script's options.
   *
   * @param given on the command line
   */
  static void check(Script script, Map<String, String> given, Diagnostics diagnostics) {
    OptionUses uses = new OptionUses(diagnostics);
    for (Probe probe : script.probes()) {
      probe.predicate().ifPresent(p -> p.accept(uses));
      uses.walk(probe.body());
    }
    uses.refuseOthers(given);
  }

  @Override
  public @Nullable Void visitCall(Expression.Call node) {
    if (node.function().equals("getopt")
        && !node.arguments().isEmpty()
        && node.arguments().get(0).value() instanceof Expression.StringLiteral name) {
      use(name.text(), node);
    }
    return super.visitCall(node);
  }

  private void use(String name, Expression.Call node) {
    String written = node.arguments().size() > 1 ? text(node.arguments().get(1).value()) : "false";
    String before = options.putIfAbsent(name, written);
    if (before != null && !before.equals(written)) {
      diagnostics.error(
          node.range(),
          "Command line option '"
              + name
              + "' needs to have the same default value in all places it is used. Previous default"
              + " value: "
              + before);
    }
  }

  private static String text(Expression value) {
    if (value instanceof Expression.IntegerLiteral number) {
      return Long.toString(number.value());
    } else if (value instanceof Expression.BooleanLiteral truth) {
      return Boolean.toString(truth.value());
    }
    return value instanceof Expression.StringLiteral text ? text.text() : value.toString();
  }

  private void refuseOthers(Map<String, String> given) {
    List<String> unexpected =
        given.keySet().stream().filter(name -> !options.containsKey(name)).sorted().toList();
    if (unexpected.isEmpty()) {
      return;
    }
    String hint =
        options.isEmpty()
            ? "no custom program options defined."
            : "expected program options: " + dashed(options.keySet().stream().toList(), ": ");
    diagnostics.error(
        new SourceRange(0, 0),
        "unexpected program command line options: " + dashed(unexpected, ", "),
        hint);
  }

  private static String dashed(List<String> names, String between) {
    return names.stream().map(n -> "--" + n).collect(Collectors.joining(between));
  }
}
