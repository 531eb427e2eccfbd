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

  /**
   * {@code if (condition) { ... } else { ... }}; {@code else if} is an if in the else branch.
   *
   * @param comptime whether the branch is chosen when the script is compiled
   */
  record If(
      Expression condition,
      List<Statement> then,
      List<Statement> otherwise,
      boolean comptime,
      SourceRange range)
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

  /** {@code return} or {@code return value}. */
  record Return(Optional<Expression> value, SourceRange range) implements Statement {
    @Override
    public <R> R accept(StatementVisitor<R> visitor) {
      return visitor.visitReturn(this);
    }
  }

  /** {@code while (condition) { ... }}. */
  record While(Expression condition, List<Statement> body, SourceRange range) implements Statement {
    public While {
      body = List.copyOf(body);
    }

    @Override
    public <R> R accept(StatementVisitor<R> visitor) {
      return visitor.visitWhile(this);
    }
  }

  /** {@code for ($variable : @map) { ... }}: the variable is (key, value). */
  record ForMap(
      Expression.Variable variable,
      Expression.MapAccess map,
      List<Statement> body,
      SourceRange range)
      implements Statement {
    public ForMap {
      body = List.copyOf(body);
    }

    @Override
    public <R> R accept(StatementVisitor<R> visitor) {
      return visitor.visitForMap(this);
    }
  }

  /** {@code for ($variable : from..to) { ... }}: from included, to excluded. */
  record ForRange(
      Expression.Variable variable,
      Expression from,
      Expression to,
      List<Statement> body,
      SourceRange range)
      implements Statement {
    public ForRange {
      body = List.copyOf(body);
    }

    @Override
    public <R> R accept(StatementVisitor<R> visitor) {
      return visitor.visitForRange(this);
    }
  }

  /** {@code break}. */
  record Break(SourceRange range) implements Statement {
    @Override
    public <R> R accept(StatementVisitor<R> visitor) {
      return visitor.visitBreak(this);
    }
  }

  /** {@code continue}. */
  record Continue(SourceRange range) implements Statement {
    @Override
    public <R> R accept(StatementVisitor<R> visitor) {
      return visitor.visitContinue(this);
    }
  }

  /** {@code let $variable}, with a type, a value, both or neither. */
  record Let(
      Expression.Variable variable,
      Optional<TypeName> type,
      Optional<Expression> value,
      SourceRange range)
      implements Statement {
    @Override
    public <R> R accept(StatementVisitor<R> visitor) {
      return visitor.visitLet(this);
    }
  }

  /** <code>{ ... }</code>: variables set in it end with it. */
  record Block(List<Statement> statements, SourceRange range) implements Statement {
    public Block {
      statements = List.copyOf(statements);
    }

    @Override
    public <R> R accept(StatementVisitor<R> visitor) {
      return visitor.visitBlock(this);
    }
  }

  /** {@code _ = expression}: computed, and said to be of no interest. */
  record Discard(Expression expression, SourceRange range) implements Statement {
    @Override
    public <R> R accept(StatementVisitor<R> visitor) {
      return visitor.visitDiscard(this);
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
