package io.tapline.agent.script.ir;

import io.tapline.agent.probe.UsdtArgument;
import io.tapline.agent.script.type.Type;
import java.util.List;

/** Something with a type, computed without side effects. */
public sealed interface Value {

  /** What it is. */
  Type type();

  /** Calls the visitor's method for this node. */
  <R> R accept(ValueVisitor<R> visitor);

  /** A number known now; a literal when the script wrote it. */
  record Constant(Type type, long value) implements Value {
    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitConstant(this);
    }
  }

  /** Text known now. */
  record TextConstant(Type.Text type, String text) implements Value {
    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitTextConstant(this);
    }
  }

  /** A builtin without arguments. */
  record BuiltinRead(Builtin builtin) implements Value {
    @Override
    public Type type() {
      return builtin.type();
    }

    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitBuiltinRead(this);
    }
  }

  /** A number in what the program is given, loaded with one instruction of that size. */
  record ContextRead(int offsetBytes, int sizeBytes, Type type) implements Value {
    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitContextRead(this);
    }
  }

  /** An inline array in what the program is given: text, bytes or an address. */
  record ContextBytes(int offsetBytes, Type type) implements Value {
    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitContextBytes(this);
    }
  }

  /**
   * Text that a tracepoint record locates by a u32 of (length &lt;&lt; 16 | offset) at the given
   * place.
   */
  record LocatedText(int offsetBytes, Type.Text type) implements Value {
    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitLocatedText(this);
    }
  }

  /**
   * A register of struct pt_regs, whose kernel address is the first u64 of what the program is
   * given.
   */
  record SavedRegister(int offsetBytes, Type type) implements Value {
    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitSavedRegister(this);
    }
  }

  /** An argument of a USDT site. */
  record UsdtRead(UsdtArgument argument, Type.Int type) implements Value {
    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitUsdtRead(this);
    }
  }

  /** A scratch variable. */
  record ScratchRead(Scratch scratch) implements Value {
    @Override
    public Type type() {
      return scratch.type();
    }

    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitScratchRead(this);
    }
  }

  /** What a map holds under a key; zero or empty text when it holds nothing. */
  record MapRead(StateMap map, List<Value> keys) implements Value {
    public MapRead {
      keys = List.copyOf(keys);
    }

    @Override
    public Type type() {
      return map.value();
    }

    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitMapRead(this);
    }
  }

  /** Negation or complement, or whether the operand is zero. */
  record Unary(Unary.Operator operator, Value operand, Type.Int type) implements Value {
    /** What is done. */
    public enum Operator {
      NEGATE,
      NOT,
      COMPLEMENT
    }

    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitUnary(this);
    }
  }

  /**
   * Arithmetic on 64 bits; the type says whether division, remainder and right shift have a sign.
   * Dividing by zero gives 0, the remainder of it the left side.
   */
  record Arithmetic(Arithmetic.Operator operator, Value left, Value right, Type.Int type)
      implements Value {
    /** What is done. */
    public enum Operator {
      ADD,
      SUBTRACT,
      MULTIPLY,
      DIVIDE,
      REMAINDER,
      AND,
      OR,
      XOR,
      SHIFT_LEFT,
      SHIFT_RIGHT
    }

    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitArithmetic(this);
    }
  }

  /** 1 or 0. */
  record Comparison(Comparison.Operator operator, boolean signed, Value left, Value right)
      implements Value {
    /** What is asked. */
    public enum Operator {
      EQUAL,
      NOT_EQUAL,
      LESS,
      LESS_OR_EQUAL,
      GREATER,
      GREATER_OR_EQUAL
    }

    @Override
    public Type type() {
      return Type.UINT64;
    }

    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitComparison(this);
    }
  }

  /** Whether two texts are the same; 1 or 0. */
  record TextComparison(boolean equal, Value left, Value right) implements Value {
    @Override
    public Type type() {
      return Type.UINT64;
    }

    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitTextComparison(this);
    }
  }

  /** Both, or either; the right side is looked at only when it matters. 1 or 0. */
  record Logical(boolean and, Value left, Value right) implements Value {
    @Override
    public Type type() {
      return Type.UINT64;
    }

    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitLogical(this);
    }
  }

  /** One of two. */
  record Conditional(Value condition, Value then, Value otherwise, Type type) implements Value {
    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitConditional(this);
    }
  }

  /** A number cut or extended to another size. */
  record Convert(Value operand, Type.Int type) implements Value {
    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitConvert(this);
    }
  }

  /** Text at an address, up to its NUL. */
  record TextRead(Value address, Type.AddressSpace space, Type.Text type) implements Value {
    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitTextRead(this);
    }
  }
}
