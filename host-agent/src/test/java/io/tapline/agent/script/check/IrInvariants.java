package io.tapline.agent.script.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.CheckedScript;
import io.tapline.agent.script.ir.Clause;
import io.tapline.agent.script.ir.IrWalker;
import io.tapline.agent.script.ir.ScriptMap;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What code generation relies on in every checked script, whatever the text was. */
final class IrInvariants extends IrWalker {
  private int loops;

  private IrInvariants() {}

  static void hold(CheckedScript script) {
    IrInvariants invariants = new IrInvariants();
    for (Clause clause : script.clauses()) {
      clause.guard().ifPresent(invariants::scalar);
      clause.predicate().ifPresent(invariants::scalar);
      invariants.walkActions(clause.actions());
      clause.guard().ifPresent(invariants::walk);
      clause.predicate().ifPresent(invariants::walk);
    }
    assertThat(script.messages().stream().map(m -> m.id())).doesNotHaveDuplicates();
    assertThat(script.states().stream().map(m -> m.name())).doesNotHaveDuplicates();
    assertThat(script.aggregates().stream().map(m -> m.name())).doesNotHaveDuplicates();
  }

  private void scalar(Value value) {
    assertThat(Storage.isScalar(value.type())).as("a scalar: %s", value).isTrue();
  }

  private void memory(Value value) {
    boolean memory = !Storage.isScalar(value.type()) && Storage.valueBytes(value.type()) > 0;
    assertThat(memory).as("in memory: %s", value).isTrue();
  }

  private static void fits(Value value, Type place) {
    assertThat(fits(value.type(), place)).as("%s in %s", value, place).isTrue();
  }

  private static boolean fits(Type type, Type place) {
    if (type.equals(place)) {
      return true;
    }
    if (Storage.isScalar(type) && Storage.isScalar(place)) {
      return Storage.valueBytes(type) <= Storage.valueBytes(place)
          && (place instanceof Type.Int || !(type instanceof Type.Int));
    }
    if (type instanceof Type.Text t && place instanceof Type.Text p) {
      return t.sizeBytes() <= p.sizeBytes();
    }
    return type instanceof Type.Tuple t
        && place instanceof Type.Tuple p
        && t.elements().size() == p.elements().size();
  }

  private void keys(ScriptMap map, List<Value> keys) {
    assertThat(keys).as("keys of %s", map).hasSameSizeAs(map.keys());
    for (int i = 0; i < keys.size(); i++) {
      fits(keys.get(i), map.keys().get(i));
    }
  }

  @Override
  public @Nullable Void visitSetScratch(Action.SetScratch node) {
    fits(node.value(), node.scratch().type());
    return super.visitSetScratch(node);
  }

  @Override
  public @Nullable Void visitSetMap(Action.SetMap node) {
    keys(node.map(), node.keys());
    fits(node.value(), node.map().value());
    return super.visitSetMap(node);
  }

  @Override
  public @Nullable Void visitAddToMap(Action.AddToMap node) {
    keys(node.map(), node.keys());
    scalar(node.amount());
    assertThat(Storage.valueBytes(node.map().value())).isEqualTo(Long.BYTES);
    return super.visitAddToMap(node);
  }

  @Override
  public @Nullable Void visitAggregate(Action.Aggregate node) {
    keys(node.map(), node.keys());
    node.value().ifPresent(this::scalar);
    return super.visitAggregate(node);
  }

  @Override
  public @Nullable Void visitDelete(Action.Delete node) {
    keys(node.map(), node.keys());
    return super.visitDelete(node);
  }

  @Override
  public @Nullable Void visitIf(Action.If node) {
    scalar(node.condition());
    return super.visitIf(node);
  }

  @Override
  public @Nullable Void visitWhile(Action.While node) {
    scalar(node.condition());
    loops++;
    super.visitWhile(node);
    loops--;
    return null;
  }

  @Override
  public @Nullable Void visitForRange(Action.ForRange node) {
    fits(node.from(), node.variable().type());
    fits(node.to(), node.variable().type());
    loops++;
    super.visitForRange(node);
    loops--;
    return null;
  }

  @Override
  public @Nullable Void visitForMap(Action.ForMap node) {
    assertThat(((Type.Tuple) node.variable().type()).elements()).hasSize(2);
    assertThat(node.map().keys()).isNotEmpty();
    loops++;
    super.visitForMap(node);
    loops--;
    return null;
  }

  @Override
  public @Nullable Void visitBreak(Action.Break node) {
    assertThat(loops).isPositive();
    return null;
  }

  @Override
  public @Nullable Void visitContinue(Action.Continue node) {
    assertThat(loops).isPositive();
    return null;
  }

  @Override
  public @Nullable Void visitMapRead(Value.MapRead node) {
    keys(node.map(), node.keys());
    return super.visitMapRead(node);
  }

  @Override
  public @Nullable Void visitAggregateRead(Value.AggregateRead node) {
    keys(node.map(), node.keys());
    return super.visitAggregateRead(node);
  }

  @Override
  public @Nullable Void visitStepMap(Value.StepMap node) {
    keys(node.map(), node.keys());
    return super.visitStepMap(node);
  }

  @Override
  public @Nullable Void visitUnary(Value.Unary node) {
    scalar(node.operand());
    return super.visitUnary(node);
  }

  @Override
  public @Nullable Void visitArithmetic(Value.Arithmetic node) {
    scalar(node.left());
    scalar(node.right());
    assertThat(node.type().sizeBytes()).isEqualTo(Long.BYTES);
    return super.visitArithmetic(node);
  }

  @Override
  public @Nullable Void visitComparison(Value.Comparison node) {
    scalar(node.left());
    scalar(node.right());
    return super.visitComparison(node);
  }

  @Override
  public @Nullable Void visitTextComparison(Value.TextComparison node) {
    assertThat(node.left().type()).isInstanceOf(Type.Text.class);
    assertThat(node.right().type()).isInstanceOf(Type.Text.class);
    return super.visitTextComparison(node);
  }

  @Override
  public @Nullable Void visitLogical(Value.Logical node) {
    scalar(node.left());
    scalar(node.right());
    return super.visitLogical(node);
  }

  @Override
  public @Nullable Void visitConditional(Value.Conditional node) {
    scalar(node.condition());
    fits(node.then(), node.type());
    fits(node.otherwise(), node.type());
    return super.visitConditional(node);
  }

  @Override
  public @Nullable Void visitConvert(Value.Convert node) {
    scalar(node.operand());
    return super.visitConvert(node);
  }

  @Override
  public @Nullable Void visitRetype(Value.Retype node) {
    if (Storage.isScalar(node.type())) {
      scalar(node.operand());
    } else {
      memory(node.operand());
      assertThat(Storage.valueBytes(node.type()))
          .isGreaterThanOrEqualTo(Storage.valueBytes(node.operand().type()));
    }
    return super.visitRetype(node);
  }

  @Override
  public @Nullable Void visitMemoryLoad(Value.MemoryLoad node) {
    scalar(node.address());
    scalar(node);
    return super.visitMemoryLoad(node);
  }

  @Override
  public @Nullable Void visitMemoryRead(Value.MemoryRead node) {
    scalar(node.address());
    memory(node);
    return super.visitMemoryRead(node);
  }

  @Override
  public @Nullable Void visitBitField(Value.BitField node) {
    scalar(node.number());
    int bits = Storage.valueBytes(node.number().type()) * Byte.SIZE;
    assertThat(node.bitOffset() + node.bitWidth()).isLessThanOrEqualTo(bits);
    return super.visitBitField(node);
  }

  @Override
  public @Nullable Void visitPartOf(Value.PartOf node) {
    memory(node.whole());
    assertThat(node.offsetBytes()).isNotNegative();
    assertThat(node.offsetBytes() + Storage.valueBytes(node.type()))
        .as("inside: %s", node)
        .isLessThanOrEqualTo(Storage.valueBytes(node.whole().type()));
    return super.visitPartOf(node);
  }

  @Override
  public @Nullable Void visitElementOf(Value.ElementOf node) {
    memory(node.array());
    scalar(node.index());
    return super.visitElementOf(node);
  }

  @Override
  public @Nullable Void visitTupleOf(Value.TupleOf node) {
    assertThat(node.elements()).hasSameSizeAs(node.type().elements());
    for (int i = 0; i < node.elements().size(); i++) {
      fits(node.elements().get(i), node.type().elements().get(i));
    }
    return super.visitTupleOf(node);
  }
}
