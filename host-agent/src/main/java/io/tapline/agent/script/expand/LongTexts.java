package io.tapline.agent.script.expand;

import io.tapline.agent.script.ast.AstWalker;
import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ast.Probe;
import io.tapline.agent.script.ast.Script;
import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.script.source.ScriptBytes;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Refuses texts of a script that its setting {@code max_strlen} has no room for. */
final class LongTexts extends AstWalker {
  /** Functions whose first argument never becomes a value. */
  private static final Set<String> WITH_FORMAT = Set.of("printf", "errorf", "warnf", "getopt");

  private final int limit;
  private final Diagnostics diagnostics;

  private LongTexts(int limit, Diagnostics diagnostics) {
    this.limit = limit;
    this.diagnostics = diagnostics;
  }

  /** Looks at what is left of the script when macros and branches are decided. */
  static void check(Script script, int limit, Diagnostics diagnostics) {
    LongTexts texts = new LongTexts(limit, diagnostics);
    for (Probe probe : script.probes()) {
      probe.predicate().ifPresent(p -> p.accept(texts));
      texts.walk(probe.body());
    }
  }

  @Override
  public @Nullable Void visitStringLiteral(Expression.StringLiteral node) {
    // A byte more for the NUL at the end.
    if (ScriptBytes.of(node.text()).length >= limit) {
      diagnostics.error(
          node.range(), "String is too long (over " + limit + " bytes): " + node.text());
    }
    return null;
  }

  @Override
  public @Nullable Void visitCall(Expression.Call node) {
    List<Expression.Argument> arguments = node.arguments();
    int first = WITH_FORMAT.contains(node.function()) ? 1 : 0;
    for (int i = first; i < arguments.size(); i++) {
      arguments.get(i).value().accept(this);
    }
    return null;
  }
}
