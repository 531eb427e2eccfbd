package io.tapline.agent.compile;

import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.CheckedScript;
import io.tapline.agent.script.ir.Clause;
import io.tapline.agent.script.ir.IrWalker;
import io.tapline.agent.script.ir.Message;
import io.tapline.agent.script.ir.ScriptMap;
import io.tapline.agent.script.ir.Value;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The maps whose entries a script takes away or has the host replace. The kernel gives such an
 * entry's memory to another key at once, so that what was found a moment ago may not be written to
 * any more.
 */
final class LosingMaps extends IrWalker {
  private final Set<String> names = new HashSet<>();

  private LosingMaps() {}

  /** Their names. */
  static Set<String> of(CheckedScript script) {
    LosingMaps walker = new LosingMaps();
    for (Clause clause : script.clauses()) {
      clause.guard().ifPresent(walker::walk);
      clause.predicate().ifPresent(walker::walk);
      walker.walkActions(clause.actions());
    }
    return Set.copyOf(walker.names);
  }

  private void lost(ScriptMap map) {
    names.add(map.name());
  }

  @Override
  public @Nullable Void visitDelete(Action.Delete node) {
    lost(node.map());
    return super.visitDelete(node);
  }

  @Override
  public @Nullable Void visitMapDelete(Value.MapDelete node) {
    lost(node.map());
    return super.visitMapDelete(node);
  }

  @Override
  public @Nullable Void visitSend(Action.Send node) {
    if (node.message() instanceof Message.Clear clear) {
      lost(clear.map());
    } else if (node.message() instanceof Message.Zero zero) {
      lost(zero.map());
    }
    return super.visitSend(node);
  }
}
