package io.tapline.agent.script.ir;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Goes to every value and action below some, in the order in which they are computed; a subclass
 * overrides the nodes it looks for, and calls {@code super} where it wants to go deeper.
 */
public abstract class IrWalker
    implements ValueVisitor<@Nullable Void>, ActionVisitor<@Nullable Void> {

  /** Goes to each of the actions. */
  public void walkActions(List<Action> actions) {
    actions.forEach(a -> a.accept(this));
  }

  /** Goes to each of the values. */
  public void walkValues(List<Value> values) {
    values.forEach(this::walk);
  }

  /** Goes to one value. */
  public void walk(Value value) {
    value.accept(this);
  }

  private @Nullable Void none(Value... values) {
    for (Value value : values) {
      walk(value);
    }
    return null;
  }

  private @Nullable Void none(List<Value> values) {
    walkValues(values);
    return null;
  }

  private @Nullable Void none(Value value, Optional<Value> more) {
    walk(value);
    more.ifPresent(this::walk);
    return null;
  }

  @Override
  public @Nullable Void visitConstant(Value.Constant node) {
    return null;
  }

  @Override
  public @Nullable Void visitTextConstant(Value.TextConstant node) {
    return null;
  }

  @Override
  public @Nullable Void visitBuiltinRead(Value.BuiltinRead node) {
    return null;
  }

  @Override
  public @Nullable Void visitContextRead(Value.ContextRead node) {
    return null;
  }

  @Override
  public @Nullable Void visitContextBytes(Value.ContextBytes node) {
    return null;
  }

  @Override
  public @Nullable Void visitLocatedText(Value.LocatedText node) {
    return null;
  }

  @Override
  public @Nullable Void visitSavedRegister(Value.SavedRegister node) {
    return null;
  }

  @Override
  public @Nullable Void visitUsdtRead(Value.UsdtRead node) {
    return null;
  }

  @Override
  public @Nullable Void visitScratchRead(Value.ScratchRead node) {
    return null;
  }

  @Override
  public @Nullable Void visitMapRead(Value.MapRead node) {
    return none(node.keys());
  }

  @Override
  public @Nullable Void visitUnary(Value.Unary node) {
    return none(node.operand());
  }

  @Override
  public @Nullable Void visitArithmetic(Value.Arithmetic node) {
    return none(node.left(), node.right());
  }

  @Override
  public @Nullable Void visitComparison(Value.Comparison node) {
    return none(node.left(), node.right());
  }

  @Override
  public @Nullable Void visitTextComparison(Value.TextComparison node) {
    return none(node.left(), node.right());
  }

  @Override
  public @Nullable Void visitLogical(Value.Logical node) {
    return none(node.left(), node.right());
  }

  @Override
  public @Nullable Void visitConditional(Value.Conditional node) {
    return none(node.condition(), node.then(), node.otherwise());
  }

  @Override
  public @Nullable Void visitConvert(Value.Convert node) {
    return none(node.operand());
  }

  @Override
  public @Nullable Void visitTextRead(Value.TextRead node) {
    return none(node.address(), node.length());
  }

  @Override
  public @Nullable Void visitContextAddress(Value.ContextAddress node) {
    return null;
  }

  @Override
  public @Nullable Void visitMemoryLoad(Value.MemoryLoad node) {
    return none(node.address());
  }

  @Override
  public @Nullable Void visitBitField(Value.BitField node) {
    return none(node.number());
  }

  @Override
  public @Nullable Void visitMemoryRead(Value.MemoryRead node) {
    return none(node.address());
  }

  @Override
  public @Nullable Void visitBufferRead(Value.BufferRead node) {
    return none(node.address(), node.length());
  }

  @Override
  public @Nullable Void visitPartOf(Value.PartOf node) {
    return none(node.whole());
  }

  @Override
  public @Nullable Void visitElementOf(Value.ElementOf node) {
    return none(node.array(), node.index());
  }

  @Override
  public @Nullable Void visitTupleOf(Value.TupleOf node) {
    return none(node.elements());
  }

  @Override
  public @Nullable Void visitRetype(Value.Retype node) {
    return none(node.operand());
  }

  @Override
  public @Nullable Void visitInetOf(Value.InetOf node) {
    return none(node.family(), node.address());
  }

  @Override
  public @Nullable Void visitUserSymbolOf(Value.UserSymbolOf node) {
    return none(node.address());
  }

  @Override
  public @Nullable Void visitStackTrace(Value.StackTrace node) {
    return null;
  }

  @Override
  public @Nullable Void visitMapHas(Value.MapHas node) {
    return none(node.keys());
  }

  @Override
  public @Nullable Void visitMapDelete(Value.MapDelete node) {
    return none(node.keys());
  }

  @Override
  public @Nullable Void visitMapLength(Value.MapLength node) {
    return null;
  }

  @Override
  public @Nullable Void visitAggregateRead(Value.AggregateRead node) {
    return none(node.keys());
  }

  @Override
  public @Nullable Void visitStepScratch(Value.StepScratch node) {
    return null;
  }

  @Override
  public @Nullable Void visitStepMap(Value.StepMap node) {
    return none(node.keys());
  }

  @Override
  public @Nullable Void visitScratchAddress(Value.ScratchAddress node) {
    return null;
  }

  @Override
  public @Nullable Void visitMapAddress(Value.MapAddress node) {
    return none(node.keys());
  }

  @Override
  public @Nullable Void visitFindInMap(Value.FindInMap node) {
    return none(node.keys());
  }

  @Override
  public @Nullable Void visitSequence(Value.Sequence node) {
    walkActions(node.actions());
    return none(node.value());
  }

  @Override
  public @Nullable Void visitInSet(Value.InSet node) {
    return none(node.number());
  }

  @Override
  public @Nullable Void visitCall(Value.Call node) {
    return none(node.arguments());
  }

  @Override
  public @Nullable Void visitSetScratch(Action.SetScratch node) {
    return none(node.value());
  }

  @Override
  public @Nullable Void visitSetMap(Action.SetMap node) {
    walkValues(node.keys());
    return none(node.value());
  }

  @Override
  public @Nullable Void visitAddToMap(Action.AddToMap node) {
    walkValues(node.keys());
    return none(node.amount());
  }

  @Override
  public @Nullable Void visitDelete(Action.Delete node) {
    return none(node.keys());
  }

  @Override
  public @Nullable Void visitAggregate(Action.Aggregate node) {
    walkValues(node.keys());
    node.value().ifPresent(this::walk);
    return null;
  }

  @Override
  public @Nullable Void visitEmit(Action.Emit node) {
    return none(node.values());
  }

  @Override
  public @Nullable Void visitIf(Action.If node) {
    walk(node.condition());
    walkActions(node.then());
    walkActions(node.otherwise());
    return null;
  }

  @Override
  public @Nullable Void visitSend(Action.Send node) {
    return none(node.values());
  }

  @Override
  public @Nullable Void visitEvaluate(Action.Evaluate node) {
    return none(node.value());
  }

  @Override
  public @Nullable Void visitWhile(Action.While node) {
    walk(node.condition());
    walkActions(node.body());
    return null;
  }

  @Override
  public @Nullable Void visitForRange(Action.ForRange node) {
    walk(node.from());
    walk(node.to());
    walkActions(node.body());
    return null;
  }

  @Override
  public @Nullable Void visitForMap(Action.ForMap node) {
    walkActions(node.body());
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
    node.value().ifPresent(this::walk);
    return null;
  }
}
