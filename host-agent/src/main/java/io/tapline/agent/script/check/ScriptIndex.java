package io.tapline.agent.script.check;

import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.ActionVisitor;
import io.tapline.agent.script.ir.AggregateMap;
import io.tapline.agent.script.ir.CheckedScript;
import io.tapline.agent.script.ir.Clause;
import io.tapline.agent.script.ir.Event;
import io.tapline.agent.script.ir.ScriptMap;
import io.tapline.agent.script.ir.SentMessage;
import io.tapline.agent.script.ir.StateMap;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
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
  private final Map<Integer, SentMessage> messages = new TreeMap<>();

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
        events,
        List.copyOf(index.messages.values()),
        Map.of());
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
    use(node.map());
    return null;
  }

  private void use(ScriptMap map) {
    if (map instanceof StateMap state) {
      states.put(state.name(), state);
    } else if (map instanceof AggregateMap aggregate) {
      aggregates.put(aggregate.name(), aggregate);
    }
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
  public @Nullable Void visitSend(Action.Send node) {
    List<Type> types = node.values().stream().map(Value::type).toList();
    messages.put(node.id(), new SentMessage(node.id(), node.message(), types));
    return null;
  }

  @Override
  public @Nullable Void visitEvaluate(Action.Evaluate node) {
    return null;
  }

  @Override
  public @Nullable Void visitWhile(Action.While node) {
    visit(node.body());
    return null;
  }

  @Override
  public @Nullable Void visitForRange(Action.ForRange node) {
    visit(node.body());
    return null;
  }

  @Override
  public @Nullable Void visitForMap(Action.ForMap node) {
    use(node.map());
    visit(node.body());
    return null;
  }

  @Override
  public @Nullable Void visitBreak(Action.Break node) {
    return null;
  }

  @Override
  public @Nullable Void visitContinue(Action.Continue node) {
    return null;
  }

  @Override
  public @Nullable Void visitReturn(Action.Return node) {
    return null;
  }
}
