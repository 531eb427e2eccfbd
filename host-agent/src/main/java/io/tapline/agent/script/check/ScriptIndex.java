package io.tapline.agent.script.check;

import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.AggregateMap;
import io.tapline.agent.script.ir.CheckedScript;
import io.tapline.agent.script.ir.Clause;
import io.tapline.agent.script.ir.Event;
import io.tapline.agent.script.ir.IrWalker;
import io.tapline.agent.script.ir.Message;
import io.tapline.agent.script.ir.ReadRanges;
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

/** Lists the maps, events and messages that clauses use. */
final class ScriptIndex extends IrWalker {
  private final Map<String, StateMap> states = new LinkedHashMap<>();
  private final Map<String, AggregateMap> aggregates = new LinkedHashMap<>();
  private final Map<Integer, Event> events = new TreeMap<>();
  private final Map<Integer, SentMessage> messages = new TreeMap<>();

  private ScriptIndex() {}

  static CheckedScript of(List<Clause> clauses, ReadRanges ranges) {
    ScriptIndex index = new ScriptIndex();
    for (Clause clause : clauses) {
      clause.predicate().ifPresent(index::walk);
      index.walkActions(clause.actions());
    }
    List<Event> events =
        index.events.values().stream().sorted(Comparator.comparingInt(Event::id)).toList();
    return new CheckedScript(
        clauses,
        List.copyOf(index.states.values()),
        List.copyOf(index.aggregates.values()),
        events,
        List.copyOf(index.messages.values()),
        Map.of(),
        ranges);
  }

  private void use(ScriptMap map) {
    if (map instanceof StateMap state) {
      states.put(state.name(), state);
    } else if (map instanceof AggregateMap aggregate) {
      aggregates.put(aggregate.name(), aggregate);
    }
  }

  @Override
  public @Nullable Void visitSetMap(Action.SetMap node) {
    use(node.map());
    return super.visitSetMap(node);
  }

  @Override
  public @Nullable Void visitAddToMap(Action.AddToMap node) {
    use(node.map());
    return super.visitAddToMap(node);
  }

  @Override
  public @Nullable Void visitDelete(Action.Delete node) {
    use(node.map());
    return super.visitDelete(node);
  }

  @Override
  public @Nullable Void visitAggregate(Action.Aggregate node) {
    use(node.map());
    return super.visitAggregate(node);
  }

  @Override
  public @Nullable Void visitForMap(Action.ForMap node) {
    use(node.map());
    return super.visitForMap(node);
  }

  @Override
  public @Nullable Void visitEmit(Action.Emit node) {
    events.put(node.event().id(), node.event());
    return super.visitEmit(node);
  }

  @Override
  public @Nullable Void visitSend(Action.Send node) {
    List<Type> types = node.values().stream().map(Value::type).toList();
    messages.put(node.id(), new SentMessage(node.id(), node.message(), types));
    map(node.message());
    return super.visitSend(node);
  }

  private void map(Message message) {
    if (message instanceof Message.PrintMap print) {
      use(print.map());
    } else if (message instanceof Message.PrintMapValue print) {
      use(print.map());
    } else if (message instanceof Message.Clear clear) {
      use(clear.map());
    } else if (message instanceof Message.Zero zero) {
      use(zero.map());
    }
  }

  @Override
  public @Nullable Void visitMapRead(Value.MapRead node) {
    use(node.map());
    return super.visitMapRead(node);
  }

  @Override
  public @Nullable Void visitMapHas(Value.MapHas node) {
    use(node.map());
    return super.visitMapHas(node);
  }

  @Override
  public @Nullable Void visitMapDelete(Value.MapDelete node) {
    use(node.map());
    return super.visitMapDelete(node);
  }

  @Override
  public @Nullable Void visitMapLength(Value.MapLength node) {
    use(node.map());
    return super.visitMapLength(node);
  }

  @Override
  public @Nullable Void visitAggregateRead(Value.AggregateRead node) {
    use(node.map());
    return super.visitAggregateRead(node);
  }

  @Override
  public @Nullable Void visitStepMap(Value.StepMap node) {
    use(node.map());
    return super.visitStepMap(node);
  }

  @Override
  public @Nullable Void visitMapAddress(Value.MapAddress node) {
    use(node.map());
    return super.visitMapAddress(node);
  }

  @Override
  public @Nullable Void visitFindInMap(Value.FindInMap node) {
    use(node.map());
    return super.visitFindInMap(node);
  }
}
