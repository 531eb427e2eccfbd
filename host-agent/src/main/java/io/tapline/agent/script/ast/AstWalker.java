package io.tapline.agent.script.ast;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Visits every node below a statement or expression; subclasses override what they look at. */
public abstract class AstWalker
    implements StatementVisitor<@Nullable Void>, ExpressionVisitor<@Nullable Void> {

  /** Visits statements in order. */
  protected final void walk(List<Statement> statements) {
    statements.forEach(s -> s.accept(this));
  }

  private void walkExpressions(List<Expression> expressions) {
    expressions.forEach(e -> e.accept(this));
  }

  @Override
  public @Nullable Void visitAssignment(Statement.Assignment node) {
    node.value().accept(this);
    return node.target().accept(this);
  }

  @Override
  public @Nullable Void visitIf(Statement.If node) {
    node.condition().accept(this);
    walk(node.then());
    walk(node.otherwise());
    return null;
  }

  @Override
  public @Nullable Void visitUnroll(Statement.Unroll node) {
    node.times().accept(this);
    walk(node.body());
    return null;
  }

  @Override
  public @Nullable Void visitReturn(Statement.Return node) {
    node.value().ifPresent(v -> v.accept(this));
    return null;
  }

  @Override
  public @Nullable Void visitWhile(Statement.While node) {
    node.condition().accept(this);
    walk(node.body());
    return null;
  }

  @Override
  public @Nullable Void visitForMap(Statement.ForMap node) {
    node.map().accept(this);
    walk(node.body());
    return null;
  }

  @Override
  public @Nullable Void visitForRange(Statement.ForRange node) {
    node.from().accept(this);
    node.to().accept(this);
    walk(node.body());
    return null;
  }

  @Override
  public @Nullable Void visitBreak(Statement.Break node) {
    return null;
  }

  @Override
  public @Nullable Void visitContinue(Statement.Continue node) {
    return null;
  }

  @Override
  public @Nullable Void visitLet(Statement.Let node) {
    node.value().ifPresent(v -> v.accept(this));
    return null;
  }

  @Override
  public @Nullable Void visitBlock(Statement.Block node) {
    walk(node.statements());
    return null;
  }

  @Override
  public @Nullable Void visitDiscard(Statement.Discard node) {
    return node.expression().accept(this);
  }

  @Override
  public @Nullable Void visitEvaluation(Statement.Evaluation node) {
    return node.expression().accept(this);
  }

  @Override
  public @Nullable Void visitIntegerLiteral(Expression.IntegerLiteral node) {
    return null;
  }

  @Override
  public @Nullable Void visitStringLiteral(Expression.StringLiteral node) {
    return null;
  }

  @Override
  public @Nullable Void visitIdentifier(Expression.Identifier node) {
    return null;
  }

  @Override
  public @Nullable Void visitVariable(Expression.Variable node) {
    return null;
  }

  @Override
  public @Nullable Void visitMapAccess(Expression.MapAccess node) {
    walkExpressions(node.keys());
    return null;
  }

  @Override
  public @Nullable Void visitFieldAccess(Expression.FieldAccess node) {
    return node.record().accept(this);
  }

  @Override
  public @Nullable Void visitIndex(Expression.Index node) {
    node.array().accept(this);
    return node.index().accept(this);
  }

  @Override
  public @Nullable Void visitCall(Expression.Call node) {
    node.arguments().forEach(a -> a.value().accept(this));
    return null;
  }

  @Override
  public @Nullable Void visitUnary(Expression.Unary node) {
    return node.operand().accept(this);
  }

  @Override
  public @Nullable Void visitBinary(Expression.Binary node) {
    node.left().accept(this);
    return node.right().accept(this);
  }

  @Override
  public @Nullable Void visitConditional(Expression.Conditional node) {
    node.condition().accept(this);
    node.then().accept(this);
    return node.otherwise().accept(this);
  }

  @Override
  public @Nullable Void visitCast(Expression.Cast node) {
    return node.operand().accept(this);
  }

  @Override
  public @Nullable Void visitTuple(Expression.Tuple node) {
    walkExpressions(node.elements());
    return null;
  }

  @Override
  public @Nullable Void visitBooleanLiteral(Expression.BooleanLiteral node) {
    return null;
  }

  @Override
  public @Nullable Void visitPositionalParameter(Expression.PositionalParameter node) {
    return null;
  }

  @Override
  public @Nullable Void visitAddressOf(Expression.AddressOf node) {
    return node.target().accept(this);
  }

  @Override
  public @Nullable Void visitDereference(Expression.Dereference node) {
    return node.pointer().accept(this);
  }

  @Override
  public @Nullable Void visitStep(Expression.Step node) {
    return node.target().accept(this);
  }

  @Override
  public @Nullable Void visitBlock(Expression.Block node) {
    walk(node.statements());
    return node.value().accept(this);
  }

  @Override
  public @Nullable Void visitSizeOf(Expression.SizeOf node) {
    return operand(node.operand());
  }

  @Override
  public @Nullable Void visitOffsetOf(Expression.OffsetOf node) {
    return operand(node.operand());
  }

  @Override
  public @Nullable Void visitTypeInfo(Expression.TypeInfo node) {
    return operand(node.operand());
  }

  private @Nullable Void operand(Expression.TypeOperand operand) {
    return operand instanceof Expression.TypeOperand.OfValue of ? of.value().accept(this) : null;
  }

  @Override
  public @Nullable Void visitComptime(Expression.Comptime node) {
    return node.operand().accept(this);
  }

  @Override
  public @Nullable Void visitNone(Expression.None node) {
    return null;
  }

  @Override
  public @Nullable Void visitRecordLiteral(Expression.RecordLiteral node) {
    node.fields().forEach(f -> f.value().accept(this));
    return null;
  }
}
