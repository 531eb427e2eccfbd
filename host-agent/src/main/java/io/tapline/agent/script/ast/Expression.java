package io.tapline.agent.script.ast;

import io.tapline.agent.script.source.SourceRange;
import java.util.List;
import java.util.Optional;

/** Something with a value. */
public sealed interface Expression {

  /** Where it is written. */
  SourceRange range();

  /** Calls the visitor's method for this node. */
  <R> R accept(ExpressionVisitor<R> visitor);

  /** A number; above Long.MAX_VALUE it is negative here and unsigned in the script. */
  record IntegerLiteral(long value, SourceRange range) implements Expression {
    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
      return visitor.visitIntegerLiteral(this);
    }
  }

  /** A string, escapes resolved. */
  record StringLiteral(String text, SourceRange range) implements Expression {
    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
      return visitor.visitStringLiteral(this);
    }
  }

  /** A builtin: {@code nsecs}, {@code comm}, {@code args}, {@code arg0}. */
  record Identifier(String name, SourceRange range) implements Expression {
    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
      return visitor.visitIdentifier(this);
    }
  }

  /** A scratch variable, with its dollar sign. */
  record Variable(String name, SourceRange range) implements Expression {
    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
      return visitor.visitVariable(this);
    }
  }

  /** A map, with its at sign; without keys the list is empty. */
  record MapAccess(String name, List<Expression> keys, SourceRange range) implements Expression {
    public MapAccess {
      keys = List.copyOf(keys);
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
      return visitor.visitMapAccess(this);
    }
  }

  /** {@code record.field} or {@code record->field}. */
  record FieldAccess(Expression record, String field, SourceRange range) implements Expression {
    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
      return visitor.visitFieldAccess(this);
    }
  }

  /** {@code array[index]}. */
  record Index(Expression array, Expression index, SourceRange range) implements Expression {
    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
      return visitor.visitIndex(this);
    }
  }

  /** {@code function(arguments)}. */
  record Call(String function, List<Argument> arguments, SourceRange range) implements Expression {
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
      return visitor.visitCall(this);
    }
  }

  /** {@code -x}, {@code !x}, {@code ~x}. */
  record Unary(UnaryOperator operator, Expression operand, SourceRange range)
      implements Expression {
    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
      return visitor.visitUnary(this);
    }
  }

  /** {@code left operator right}. */
  record Binary(BinaryOperator operator, Expression left, Expression right, SourceRange range)
      implements Expression {
    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
      return visitor.visitBinary(this);
    }
  }

  /** {@code condition ? then : otherwise}. */
  record Conditional(Expression condition, Expression then, Expression otherwise, SourceRange range)
      implements Expression {
    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
      return visitor.visitConditional(this);
    }
  }

  /** {@code (typeName)operand}. */
  record Cast(String typeName, Expression operand, SourceRange range) implements Expression {
    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
      return visitor.visitCast(this);
    }
  }

  /** {@code (a, b)}: two elements or more. */
  record Tuple(List<Expression> elements, SourceRange range) implements Expression {
    public Tuple {
      elements = List.copyOf(elements);
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
      return visitor.visitTuple(this);
    }
  }

  /**
   * What a call is given.
   *
   * @param name for {@code name = value}
   */
  record Argument(Optional<String> name, Expression value) {}
}
