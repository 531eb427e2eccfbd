package io.tapline.agent.compile;

import io.tapline.agent.bpf.spec.MapSpec;
import io.tapline.agent.bpf.spec.MapType;
import io.tapline.agent.probe.Provider;
import io.tapline.agent.script.config.Dialect;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.Builtin;
import io.tapline.agent.script.ir.CheckedScript;
import io.tapline.agent.script.ir.Clause;
import io.tapline.agent.script.ir.IrWalker;
import io.tapline.agent.script.ir.MapKind;
import io.tapline.agent.script.ir.Message;
import io.tapline.agent.script.ir.ScriptMap;
import io.tapline.agent.script.ir.StateMap;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The maps that are kept with the thread instead of in a hash: those that a script only ever uses
 * under {@code tid}, such as {@code @start[tid]}. The kernel goes from the thread to the value,
 * with nothing to hash or to allocate, and a thread that ends takes its value along.
 *
 * <p>Nobody can list such a map. So it is none of these that the script prints, counts, goes
 * through or has its host change; nor in TRACE one that could be printed at the end, unless an end
 * probe clears it first. Where a thread's memory may not be touched, in a non-maskable interrupt as
 * perf events come in, a script keeps its hash.
 */
final class ThreadMaps extends IrWalker {
  /** Each thread that ever had a value keeps room for one. */
  private static final int MAX_VALUE_BYTES = 2048;

  private final Set<String> kept = new TreeSet<>();
  private final Set<String> listed = new HashSet<>();
  private final Set<String> clearedAtEnd = new HashSet<>();
  private boolean allowed;

  private ThreadMaps() {}

  /** Their names. */
  static Set<String> of(CheckedScript script, CompileOptions options) {
    if (!options.threadStorage()) {
      return Set.of();
    }
    ThreadMaps walker = new ThreadMaps();
    script.clauses().forEach(walker::walk);
    Set<String> names = new TreeSet<>();
    for (StateMap map : script.states()) {
      boolean printed =
          options.dialect() == Dialect.TRACE
              && options.config().printMapsOnExit()
              && !walker.clearedAtEnd.contains(map.name());
      if (walker.kept.contains(map.name())
          && !walker.listed.contains(map.name())
          && !printed
          && fits(map)) {
        names.add(map.name());
      }
    }
    return names;
  }

  private static boolean fits(StateMap map) {
    return map.kind() == MapKind.HASH
        && map.entries().isEmpty()
        && Storage.storageBytes(map.value()) <= MAX_VALUE_BYTES;
  }

  /** The map behind one; its value ends with a u64 that says whether it was set. */
  static MapSpec spec(String name, Type value) {
    return new MapSpec(
        name,
        MapType.TASK_STORAGE,
        Integer.BYTES,
        setOffset(value) + Long.BYTES,
        0,
        MapSpec.NO_PREALLOC);
  }

  /** Where in a value it is said whether it was set. */
  static int setOffset(Type value) {
    return Storage.roundUp(Storage.storageBytes(value), Long.BYTES);
  }

  private void walk(Clause clause) {
    allowed =
        switch (ProgramTypes.of(clause.point())) {
          case RAW_TRACEPOINT, TRACEPOINT, KPROBE, UPROBE, TRACING -> true;
          default -> false;
        };
    clause.guard().ifPresent(this::walk);
    clause.predicate().ifPresent(this::walk);
    List<Action> actions = clause.actions();
    boolean always =
        clause.point().provider() == Provider.END
            && clause.guard().isEmpty()
            && clause.predicate().isEmpty();
    for (Action action : actions) {
      always &= !Leaving.contains(action);
      if (always
          && action instanceof Action.Send send
          && send.message() instanceof Message.Clear clear) {
        clearedAtEnd.add(clear.map().name());
      } else {
        action.accept(this);
      }
    }
  }

  private void used(ScriptMap map, List<Value> keys) {
    boolean byThread = keys.size() == 1 && isThread(keys.get(0));
    (byThread && allowed ? kept : listed).add(map.name());
    walkValues(keys);
  }

  private static boolean isThread(Value value) {
    if (value instanceof Value.Convert convert) {
      return convert.type().sizeBytes() >= Integer.BYTES && isThread(convert.operand());
    }
    return value instanceof Value.BuiltinRead read && read.builtin() == Builtin.TID;
  }

  @Override
  public @Nullable Void visitMapRead(Value.MapRead node) {
    used(node.map(), node.keys());
    return null;
  }

  @Override
  public @Nullable Void visitMapHas(Value.MapHas node) {
    used(node.map(), node.keys());
    return null;
  }

  @Override
  public @Nullable Void visitMapDelete(Value.MapDelete node) {
    used(node.map(), node.keys());
    return null;
  }

  @Override
  public @Nullable Void visitStepMap(Value.StepMap node) {
    used(node.map(), node.keys());
    return null;
  }

  @Override
  public @Nullable Void visitSetMap(Action.SetMap node) {
    used(node.map(), node.keys());
    walk(node.value());
    return null;
  }

  @Override
  public @Nullable Void visitAddToMap(Action.AddToMap node) {
    used(node.map(), node.keys());
    walk(node.amount());
    return null;
  }

  @Override
  public @Nullable Void visitDelete(Action.Delete node) {
    used(node.map(), node.keys());
    return null;
  }

  @Override
  public @Nullable Void visitMapAddress(Value.MapAddress node) {
    listed.add(node.map().name());
    return super.visitMapAddress(node);
  }

  @Override
  public @Nullable Void visitFindInMap(Value.FindInMap node) {
    listed.add(node.map().name());
    return super.visitFindInMap(node);
  }

  @Override
  public @Nullable Void visitMapLength(Value.MapLength node) {
    listed.add(node.map().name());
    return super.visitMapLength(node);
  }

  @Override
  public @Nullable Void visitForMap(Action.ForMap node) {
    listed.add(node.map().name());
    return super.visitForMap(node);
  }

  @Override
  public @Nullable Void visitSend(Action.Send node) {
    if (node.message() instanceof Message.PrintMap print) {
      listed.add(print.map().name());
    } else if (node.message() instanceof Message.PrintMapValue print) {
      listed.add(print.map().name());
    } else if (node.message() instanceof Message.Zero zero) {
      listed.add(zero.map().name());
    } else if (node.message() instanceof Message.Clear clear) {
      listed.add(clear.map().name());
    }
    return super.visitSend(node);
  }

  /** Whether an action may leave the clause, so that what follows need not happen. */
  private static final class Leaving extends IrWalker {
    private boolean found;

    static boolean contains(Action action) {
      Leaving walker = new Leaving();
      walker.walkActions(List.of(action));
      return walker.found;
    }

    @Override
    public @Nullable Void visitReturn(Action.Return node) {
      found = true;
      return null;
    }
  }
}
