package io.tapline.agent.script.check;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ast.ExpressionVisitor;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.List;

/** Which lowering is for which node. */
final class ExpressionNodes implements ExpressionVisitor<Value> {
  private final Scope scope;
  private final ExpressionLowering expressions;
  private final StatementLowering statements;
  private final OperationLowering operations;
  private final ElementLowering elements;
  private final TupleLowering tuples;
  private final CastLowering casts;
  private final SizeLowering sizes;

  ExpressionNodes(
      Scope scope,
      ExpressionLowering expressions,
      StatementLowering statements,
      Literals literals) {
    this.scope = scope;
    this.expressions = expressions;
    this.statements = statements;
    this.operations = new OperationLowering(scope, expressions);
    this.elements = new ElementLowering(scope, expressions, literals);
    this.tuples = new TupleLowering(scope, expressions);
    this.casts = new CastLowering(scope, expressions);
    this.sizes = new SizeLowering(scope, expressions);
  }

  @Override
  public Value visitIntegerLiteral(Expression.IntegerLiteral node) {
    return new Value.Constant(scope.numbers().literal(node.value()), node.value());
  }

  @Override
  public Value visitStringLiteral(Expression.StringLiteral node) {
    return expressions.text(node.text(), node.range());
  }

  @Override
  public Value visitBooleanLiteral(Expression.BooleanLiteral node) {
    Type type = scope.isTrace() ? new Type.Bool() : Type.INT64;
    return new Value.Constant(type, node.value() ? 1 : 0);
  }

  @Override
  public Value visitPositionalParameter(Expression.PositionalParameter node) {
    return PositionalParameters.lower(node, expressions);
  }

  @Override
  public Value visitIdentifier(Expression.Identifier node) {
    return expressions.identifiers().lower(node);
  }

  @Override
  public Value visitVariable(Expression.Variable node) {
    return expressions.variables().read(node);
  }

  @Override
  public Value visitMapAccess(Expression.MapAccess node) {
    return expressions.maps().read(node);
  }

  @Override
  public Value visitFieldAccess(Expression.FieldAccess node) {
    return expressions.members().lower(node);
  }

  @Override
  public Value visitIndex(Expression.Index node) {
    return elements.index(node);
  }

  @Override
  public Value visitCall(Expression.Call node) {
    return expressions.calls().lower(node);
  }

  @Override
  public Value visitUnary(Expression.Unary node) {
    return operations.unary(node);
  }

  @Override
  public Value visitBinary(Expression.Binary node) {
    return operations.binary(node);
  }

  @Override
  public Value visitConditional(Expression.Conditional node) {
    return expressions.choices().lower(node);
  }

  @Override
  public Value visitCast(Expression.Cast node) {
    return casts.lower(node);
  }

  @Override
  public Value visitAddressOf(Expression.AddressOf node) {
    return elements.address(node);
  }

  @Override
  public Value visitDereference(Expression.Dereference node) {
    return elements.dereference(node);
  }

  @Override
  public Value visitStep(Expression.Step node) {
    return expressions.steps().value(node);
  }

  @Override
  public Value visitBlock(Expression.Block node) {
    scope.variables().enter();
    try {
      List<Action> actions = statements.lower(node.statements());
      Value value = expressions.lower(node.value());
      return actions.isEmpty() ? value : new Value.Sequence(actions, value);
    } finally {
      scope.variables().leave();
    }
  }

  @Override
  public Value visitSizeOf(Expression.SizeOf node) {
    return sizes.size(node);
  }

  @Override
  public Value visitOffsetOf(Expression.OffsetOf node) {
    return sizes.offset(node);
  }

  @Override
  public Value visitTypeInfo(Expression.TypeInfo node) {
    return sizes.info(node);
  }

  @Override
  public Value visitComptime(Expression.Comptime node) {
    return expressions.choices().comptime(node);
  }

  @Override
  public Value visitRecordLiteral(Expression.RecordLiteral node) {
    return tuples.record(node);
  }

  @Override
  public Value visitTuple(Expression.Tuple node) {
    return tuples.tuple(node);
  }

  @Override
  public Value visitNone(Expression.None node) {
    return scope.nothing(List.of());
  }
}
