package io.tapline.agent.script.expand;

import io.tapline.agent.script.ast.AstWalker;
import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ast.Preamble;
import io.tapline.agent.script.ast.Statement;
import io.tapline.agent.script.source.Diagnostics;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a macro may not be, whether it is used or not; and which variables are its own. */
final class MacroChecks extends AstWalker {
  /** Names that are read before macros are looked for. */
  static final Set<String> BUILTINS =
      Set.of("args", "ctx", "kstack", "nsecs", "pid", "tid", "ustack");

  private final Diagnostics diagnostics;
  private final Set<String> own = new HashSet<>();

  private MacroChecks(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** Reports what is wrong with a definition. */
  static void check(MacroDefinition macro, Diagnostics diagnostics) {
    Set<String> seen = new HashSet<>();
    for (Preamble.MacroParameter parameter : macro.parameters()) {
      String name = parameter.name();
      if (!seen.add(name)) {
        diagnostics.error(
            parameter.range(),
            (name.startsWith("$") ? "Variable" : name.startsWith("@") ? "Map" : "Ident")
                + " for macro argument has already been used: "
                + name);
      }
      if (BUILTINS.contains(name) || name.matches("s?arg[0-9]+")) {
        diagnostics.error(
            parameter.range(), "builtin '" + name + "' can't be used as a macro argument");
      }
    }
    new MacroChecks(diagnostics).walkBody(macro);
  }

  /** The variables that a macro sets: all others are those of its caller. */
  static Set<String> variables(MacroDefinition macro, Diagnostics nowhere) {
    MacroChecks checks = new MacroChecks(nowhere);
    checks.walkBody(macro);
    return checks.own;
  }

  private void walkBody(MacroDefinition macro) {
    if (macro.body() instanceof Preamble.MacroBody.OfValue of) {
      of.block().accept(this);
    } else {
      List<Statement> body = ((Preamble.MacroBody.OfStatements) macro.body()).statements();
      walk(body);
    }
  }

  @Override
  public @Nullable Void visitReturn(Statement.Return node) {
    diagnostics.error(node.range(), "'return' statement is not allowed in a macro");
    return super.visitReturn(node);
  }

  @Override
  public @Nullable Void visitAssignment(Statement.Assignment node) {
    if (node.target() instanceof Expression.Variable variable) {
      own.add(variable.name());
    }
    return super.visitAssignment(node);
  }

  @Override
  public @Nullable Void visitLet(Statement.Let node) {
    own.add(node.variable().name());
    return super.visitLet(node);
  }

  @Override
  public @Nullable Void visitForMap(Statement.ForMap node) {
    own.add(node.variable().name());
    return super.visitForMap(node);
  }

  @Override
  public @Nullable Void visitForRange(Statement.ForRange node) {
    own.add(node.variable().name());
    return super.visitForRange(node);
  }
}
