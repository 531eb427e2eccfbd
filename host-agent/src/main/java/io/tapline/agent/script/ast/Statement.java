package io.tapline.agent.script.ast;

import io.tapline.agent.script.source.SourceRange;
import java.util.List;
import java.util.Optional;

/** Something done. */
public sealed interface Statement {

  /** Where it is written. */
  SourceRange range();

  /** Calls the visitor's method for this node. */
  <R> R accept(StatementVisitor<R> visitor);

  /**
   * {@code target = value}, or {@code target += value} and its kin.
   *
   * @param target a map or a scratch variable
   * @param operator what joins old and new value; empty for plain assignment
   */
  record Assignment(
      Expression target, Optional<BinaryOperator> operator, Expression value, SourceRange range)
      implements Statement {
    @Override
    public <R> R accept(StatementVisitor<R> visitor) {
      return visitor.visitAssignment(this);
    }
  }

  /** {@code target++} or {@code target--}. */
  record Step(Expression target, boolean up, SourceRange range) implements Statement {
    @Override
    public <R> R accept(StatementVisitor<R> visitor) {
      return visitor.visitStep(this);
    }
  }

  /** {@code if (condition) { ... } else { ... }}; {@code else if} is an if in the else branch. */
  record If(
      Expression condition, List<Statement> then, List<Statement> otherwise, SourceRange range)
      implements Statement {
    public If {
      then = List.copyOf(then);
      otherwise = List.copyOf(otherwise);
    }

    @Override
    public <R> R accept(StatementVisitor<R> visitor) {
      return visitor.visitIf(this);
    }
  }

  /** {@code unroll(times) { ... }}. */
  record Unroll(Expression times, List<Statement> body, SourceRange range) implements Statement {
    public Unroll {
      body = List.copyOf(body);
    }

    @Override
    public <R> R accept(StatementVisitor<R> visitor) {
      return visitor.visitUnroll(this);
    }
  }

  /** {@code return}. */
  record Return(SourceRange range) implements Statement {
    @Override
    public <R> R accept(StatementVisitor<R> visitor) {
      return visitor.visitReturn(this);
    }
  }

  /** An expression for what it does: a call. */
  record Evaluation(Expression expression, SourceRange range) implements Statement {
    @Override
    public <R> R accept(StatementVisitor<R> visitor) {
      return visitor.visitEvaluation(this);
    }
  }
}
