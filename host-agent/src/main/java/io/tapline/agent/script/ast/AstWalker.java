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
  public @Nullable Void visitStep(Statement.Step node) {
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
    return null;
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
}
