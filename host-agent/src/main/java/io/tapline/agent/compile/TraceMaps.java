package io.tapline.agent.compile;

import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.IrWalker;
import io.tapline.agent.script.ir.Message;
import io.tapline.agent.script.ir.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Maps, stacks and messages as bpftrace has them. */
final class TraceMaps implements MapEmitter {
  private final PlainMaps plain;
  private final MapKeys keys;
  private final MapTotals totals;
  private final MapLoop loop;
  private final Gatherer gatherer;
  private final StackEmitter stacks;
  private final MessageEmitter messages;

  TraceMaps(Program program, Emitters emitters) {
    MapEntries entries = new MapEntries(program, emitters);
    this.plain = new PlainMaps(program, emitters, entries);
    this.totals = new MapTotals(program, emitters, entries);
    this.keys = new MapKeys(program, emitters, entries, totals);
    this.loop = new MapLoop(program, entries, totals);
    this.gatherer = new Gatherer(program, emitters, entries);
    this.stacks = new StackEmitter(program, emitters);
    boolean speculates = Speculation.begins(program.clause().actions());
    if (speculates) {
      // A place in the program's own frame, before a callback asks for it.
      program.scratch(MessageEmitter.SPECULATION);
    }
    this.messages = new MessageEmitter(program, emitters, speculates);
  }

  @Override
  public void number(Value value) {
    if (value instanceof Value.MapRead read) {
      plain.number(read);
    } else if (value instanceof Value.StepMap step) {
      plain.step(step);
    } else if (value instanceof Value.MapAddress address) {
      plain.address(address);
    } else if (value instanceof Value.MapHas has) {
      keys.has(has.map(), has.keys());
    } else if (value instanceof Value.MapDelete delete) {
      keys.delete(delete.map(), delete.keys());
    } else if (value instanceof Value.FindInMap find) {
      keys.find(find);
    } else if (value instanceof Value.MapLength length) {
      loop.length(length.map());
    } else if (value instanceof Value.AggregateRead read) {
      totals.number(read);
    } else {
      throw new IllegalStateException("no number of a map: " + value);
    }
  }

  @Override
  public void memory(Value value, Place destination) {
    if (value instanceof Value.MapRead read) {
      plain.memory(read, destination);
    } else if (value instanceof Value.StackTrace stack) {
      stacks.emit(stack, destination);
    } else {
      throw new IllegalStateException("nothing of a map that lies in memory: " + value);
    }
  }

  @Override
  public void set(Action.SetMap action) {
    plain.set(action);
  }

  @Override
  public void add(Action.AddToMap action) {
    plain.add(action);
  }

  @Override
  public void delete(Action.Delete action) {
    keys.delete(action.map(), action.keys());
  }

  @Override
  public void aggregate(Action.Aggregate action) {
    gatherer.emit(action);
  }

  @Override
  public void emit(Action.Emit action) {
    throw new IllegalStateException("a message in this dialect: " + action);
  }

  @Override
  public void send(Action.Send action) {
    messages.send(action);
  }

  @Override
  public void forEach(Action.ForMap action, Runnable body) {
    loop.emit(action, body);
  }

  /** Whether a clause begins a speculation anywhere. */
  private static final class Speculation extends IrWalker {
    private boolean found;

    static boolean begins(List<Action> actions) {
      Speculation walker = new Speculation();
      walker.walkActions(actions);
      return walker.found;
    }

    @Override
    public @Nullable Void visitSend(Action.Send node) {
      found |= node.message() instanceof Message.Speculate;
      return super.visitSend(node);
    }
  }
}
