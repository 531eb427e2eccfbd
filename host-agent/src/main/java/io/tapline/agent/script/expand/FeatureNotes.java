package io.tapline.agent.script.expand;

import io.tapline.agent.script.ast.AstWalker;
import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ast.Preamble;
import io.tapline.agent.script.ast.Probe;
import io.tapline.agent.script.ast.Script;
import io.tapline.agent.script.ast.Statement;
import io.tapline.agent.script.config.ScriptConfig;
import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.script.source.SourceRange;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells of what bpftrace calls unstable or deprecated, with its words. */
final class FeatureNotes extends AstWalker {
  private static final SourceRange NOWHERE = new SourceRange(0, 0);

  private final ScriptConfig config;
  private final Diagnostics diagnostics;
  private final Set<String> told = new HashSet<>();

  private FeatureNotes(ScriptConfig config, Diagnostics diagnostics) {
    this.config = config;
    this.diagnostics = diagnostics;
  }

  /** Looks through what the script itself says; macros of the standard library may do anything. */
  static void take(Script script, ScriptConfig config, Diagnostics diagnostics) {
    FeatureNotes notes = new FeatureNotes(config, diagnostics);
    for (Preamble.Macro macro : script.preamble().macros()) {
      if (macro.body() instanceof Preamble.MacroBody.OfValue of) {
        of.block().accept(notes);
      } else {
        notes.walk(((Preamble.MacroBody.OfStatements) macro.body()).statements());
      }
    }
    for (Probe probe : script.probes()) {
      probe.predicate().ifPresent(p -> p.accept(notes));
      notes.walk(probe.body());
    }
  }

  @Override
  public @Nullable Void visitWhile(Statement.While node) {
    diagnostics.warn(
        node.range(),
        "While loops are deprecated and may be removed in the future.",
        "For loops support ranges (e.g. `for ($x : $start..$end) { ... }`), and can be used in "
            + "place of while. These are more easily proven to be bounded by the verifier.");
    return super.visitWhile(node);
  }

  @Override
  public @Nullable Void visitCall(Expression.Call node) {
    if (node.function().equals("tseries")) {
      unstable("tseries", "tseries", config.unstableTseries(), node.range());
    }
    stack(node.function(), node.range());
    return super.visitCall(node);
  }

  @Override
  public @Nullable Void visitIdentifier(Expression.Identifier node) {
    stack(node.name(), node.range());
    return null;
  }

  private void stack(String name, SourceRange range) {
    if (name.equals("dw_ustack")) {
      String feature = "dw_ustack (DWARF stack unwinding)";
      unstable("dw_ustack", feature, config.unstableDwUstack(), range);
    }
  }

  @Override
  public @Nullable Void visitTypeInfo(Expression.TypeInfo node) {
    unstable("typeinfo", "typeinfo", config.unstableTypeinfo(), node.range());
    return super.visitTypeInfo(node);
  }

  private void unstable(
      String setting, String feature, ScriptConfig.Unstable state, SourceRange range) {
    switch (state) {
      case ERROR ->
          diagnostics.error(
              range,
              feature
                  + " feature is not enabled by default. To enable this unstable feature, set the"
                  + " config flag to enable. unstable_"
                  + setting
                  + "=enable");
      case WARN -> {
        if (told.add(setting)) {
          diagnostics.warn(
              NOWHERE,
              "Script is using an unstable feature: "
                  + feature
                  + ". To prevent this warning you must explicitly enable it in the config e.g."
                  + " unstable_"
                  + setting
                  + "=enable");
        }
      }
      case ENABLE -> {}
    }
  }
}
