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

  /** {@code true} or {@code false}. */
  record BooleanLiteral(boolean value, SourceRange range) implements Expression {
    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
      return visitor.visitBooleanLiteral(this);
    }
  }

  /**
   * {@code $1}: what stands on the command line after the script; {@code $#}, how many there are,
   * has number 0.
   */
  record PositionalParameter(int number, SourceRange range) implements Expression {
    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
      return visitor.visitPositionalParameter(this);
    }
  }

  /** A builtin, constant or macro without arguments: {@code nsecs}, {@code args}, {@code EPERM}. */
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

  /**
   * {@code record.field} or {@code record->field}; the field of a tuple is its place, in digits:
   * {@code $kv.0}.
   */
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

  /** {@code (type)operand}. */
  record Cast(TypeName type, Expression operand, SourceRange range) implements Expression {
    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
      return visitor.visitCast(this);
    }
  }

  /** <code>&amp;$variable</code> or <code>&amp;@map[key]</code>. */
  record AddressOf(Expression target, SourceRange range) implements Expression {
    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
      return visitor.visitAddressOf(this);
    }
  }

  /** {@code *pointer}. */
  record Dereference(Expression pointer, SourceRange range) implements Expression {
    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
      return visitor.visitDereference(this);
    }
  }

  /**
   * {@code target++}, {@code --target} and their kin.
   *
   * @param target a map or a scratch variable
   * @param up whether it is {@code ++}
   * @param prefix whether the value is the one after the step
   */
  record Step(Expression target, boolean up, boolean prefix, SourceRange range)
      implements Expression {
    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
      return visitor.visitStep(this);
    }
  }

  /**
   * <code>{ statements; value }</code>: statements, then an expression without a semicolon, or
   * {@link None}.
   */
  record Block(List<Statement> statements, Expression value, SourceRange range)
      implements Expression {
    public Block {
      statements = List.copyOf(statements);
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
      return visitor.visitBlock(this);
    }
  }

  /** {@code sizeof(type)} or {@code sizeof(expression)}. */
  record SizeOf(TypeOperand operand, SourceRange range) implements Expression {
    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
      return visitor.visitSizeOf(this);
    }
  }

  /** {@code offsetof(type, field.subfield)}. */
  record OffsetOf(TypeOperand operand, List<String> path, SourceRange range) implements Expression {
    public OffsetOf {
      path = List.copyOf(path);
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
      return visitor.visitOffsetOf(this);
    }
  }

  /** {@code typeinfo(operand)}: a type's name as text; compared, it compares types. */
  record TypeInfo(TypeOperand operand, SourceRange range) implements Expression {
    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
      return visitor.visitTypeInfo(this);
    }
  }

  /** {@code comptime expression}: must be known when the script is compiled. */
  record Comptime(Expression operand, SourceRange range) implements Expression {
    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
      return visitor.visitComptime(this);
    }
  }

  /** {@code (name = a, other = b)}: a tuple with names. */
  record RecordLiteral(List<Argument> fields, SourceRange range) implements Expression {
    public RecordLiteral {
      fields = List.copyOf(fields);
    }

    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
      return visitor.visitRecordLiteral(this);
    }
  }

  /**
   * No value: what a block without a last expression comes to, and an {@code if} without an {@code
   * else}. Never written alone.
   */
  record None(SourceRange range) implements Expression {
    @Override
    public <R> R accept(ExpressionVisitor<R> visitor) {
      return visitor.visitNone(this);
    }
  }

  /** {@code (a, b)}, {@code (a,)} or {@code ()}. */
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

  /** What {@code sizeof} and its kin are asked about. */
  sealed interface TypeOperand {
    /** A type; a lone name is an {@link OfValue} until it is known what it names. */
    record OfType(TypeName type) implements TypeOperand {}

    /** The type of an expression, which is not computed. */
    record OfValue(Expression value) implements TypeOperand {}
  }
}
