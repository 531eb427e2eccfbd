package io.tapline.agent.compile;

import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.IrWalker;
import io.tapline.agent.script.ir.Scratch;
import io.tapline.agent.script.ir.Value;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which scratch variables are surely set before they are read, so that nobody has to clear them. A
 * way that leaves the clause or a round of a loop says nothing about what comes after it.
 */
final class UnsetReads extends IrWalker {
  private final Set<Scratch> seen = new HashSet<>();
  private final Set<Scratch> unset = new HashSet<>();
  private Set<Scratch> set = new HashSet<>();
  private boolean reachable = true;

  private UnsetReads() {}

  /** The variables that some way through the actions sets, and none reads before that. */
  static Set<Scratch> surelySet(List<Action> actions) {
    UnsetReads walker = new UnsetReads();
    walker.walkActions(actions);
    walker.seen.removeAll(walker.unset);
    return walker.seen;
  }

  private void read(Scratch scratch) {
    if (!set.contains(scratch)) {
      unset.add(scratch);
    }
  }

  private void write(Scratch scratch) {
    seen.add(scratch);
    set.add(scratch);
  }

  /** What runs perhaps, after which nothing is known but what was known before. */
  private void perhaps(Runnable walk) {
    Set<Scratch> before = new HashSet<>(set);
    boolean reachableBefore = reachable;
    walk.run();
    set = before;
    reachable = reachableBefore;
  }

  @Override
  public @Nullable Void visitScratchRead(Value.ScratchRead node) {
    read(node.scratch());
    return null;
  }

  @Override
  public @Nullable Void visitStepScratch(Value.StepScratch node) {
    read(node.scratch());
    return null;
  }

  @Override
  public @Nullable Void visitScratchAddress(Value.ScratchAddress node) {
    read(node.scratch());
    return null;
  }

  @Override
  public @Nullable Void visitLogical(Value.Logical node) {
    walk(node.left());
    perhaps(() -> walk(node.right()));
    return null;
  }

  @Override
  public @Nullable Void visitConditional(Value.Conditional node) {
    walk(node.condition());
    perhaps(() -> walk(node.then()));
    perhaps(() -> walk(node.otherwise()));
    return null;
  }

  @Override
  public @Nullable Void visitSetScratch(Action.SetScratch node) {
    walk(node.value());
    write(node.scratch());
    return null;
  }

  @Override
  public @Nullable Void visitIf(Action.If node) {
    walk(node.condition());
    Set<Scratch> before = new HashSet<>(set);
    boolean reachableBefore = reachable;
    walkActions(node.then());
    Set<Scratch> afterThen = set;
    boolean thenReachable = reachable;
    set = before;
    reachable = reachableBefore;
    walkActions(node.otherwise());
    if (!reachable) {
      set = afterThen;
    } else if (thenReachable) {
      set.retainAll(afterThen);
    }
    reachable |= thenReachable;
    return null;
  }

  @Override
  public @Nullable Void visitWhile(Action.While node) {
    walk(node.condition());
    perhaps(() -> walkActions(node.body()));
    return null;
  }

  @Override
  public @Nullable Void visitForRange(Action.ForRange node) {
    walk(node.from());
    walk(node.to());
    perhaps(() -> round(node.variable(), node.body()));
    return null;
  }

  @Override
  public @Nullable Void visitForMap(Action.ForMap node) {
    perhaps(() -> round(node.variable(), node.body()));
    return null;
  }

  private void round(Scratch variable, List<Action> body) {
    write(variable);
    walkActions(body);
  }

  @Override
  public @Nullable Void visitReturn(Action.Return node) {
    super.visitReturn(node);
    reachable = false;
    return null;
  }

  @Override
  public @Nullable Void visitBreak(Action.Break node) {
    reachable = false;
    return null;
  }

  @Override
  public @Nullable Void visitContinue(Action.Continue node) {
    reachable = false;
    return null;
  }
}
