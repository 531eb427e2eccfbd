package io.tapline.agent.script.check;

import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.ActionVisitor;
import io.tapline.agent.script.ir.AggregateMap;
import io.tapline.agent.script.ir.CheckedScript;
import io.tapline.agent.script.ir.Clause;
import io.tapline.agent.script.ir.Event;
import io.tapline.agent.script.ir.StateMap;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Lists the maps and events that clauses use. A map that is only read is set somewhere too. */
final class ScriptIndex implements ActionVisitor<@Nullable Void> {
  private final Map<String, StateMap> states = new LinkedHashMap<>();
  private final Map<String, AggregateMap> aggregates = new LinkedHashMap<>();
  private final Map<Integer, Event> events = new TreeMap<>();

  private ScriptIndex() {}

  static CheckedScript of(List<Clause> clauses) {
    ScriptIndex index = new ScriptIndex();
    clauses.forEach(c -> index.visit(c.actions()));
    List<Event> events =
        index.events.values().stream().sorted(Comparator.comparingInt(Event::id)).toList();
    return new CheckedScript(
        clauses,
        List.copyOf(index.states.values()),
        List.copyOf(index.aggregates.values()),
        events);
  }

  private void visit(List<Action> actions) {
    actions.forEach(a -> a.accept(this));
  }

  @Override
  public @Nullable Void visitSetScratch(Action.SetScratch node) {
    return null;
  }

  @Override
  public @Nullable Void visitSetMap(Action.SetMap node) {
    states.put(node.map().name(), node.map());
    return null;
  }

  @Override
  public @Nullable Void visitAddToMap(Action.AddToMap node) {
    states.put(node.map().name(), node.map());
    return null;
  }

  @Override
  public @Nullable Void visitDelete(Action.Delete node) {
    states.put(node.map().name(), node.map());
    return null;
  }

  @Override
  public @Nullable Void visitAggregate(Action.Aggregate node) {
    aggregates.put(node.map().name(), node.map());
    return null;
  }

  @Override
  public @Nullable Void visitEmit(Action.Emit node) {
    events.put(node.event().id(), node.event());
    return null;
  }

  @Override
  public @Nullable Void visitIf(Action.If node) {
    visit(node.then());
    visit(node.otherwise());
    return null;
  }

  @Override
  public @Nullable Void visitReturn(Action.Return node) {
    return null;
  }
}
