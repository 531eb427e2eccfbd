package io.tapline.agent.script.ir;

import io.tapline.agent.probe.UsdtArgument;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.type.Type;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Something with a type. What has side effects says so: steps, deletions, {@link Sequence}, some
 * {@link Call}s.
 *
 * <p>A scalar is 64 bits wide while it is computed with, extended as its own type says; so a
 * narrower scalar can stand wherever a wider one is wanted, and shorter text wherever longer text
 * is. What is stored (scratch variables, maps' keys and values, elements of tuples, messages) is
 * cut to the type of its place; the checker sees to it that nothing is lost that the script did not
 * ask to lose.
 */
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

  /** What a map holds under a key; all zero when it holds nothing. */
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

  /**
   * 1 or 0. Both sides are scalars.
   *
   * @param type {@link Type.Bool}, or an integer in the pipeline
   */
  record Comparison(
      Comparison.Operator operator, boolean signed, Value left, Value right, Type type)
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

    /** One of type {@code uint64}. */
    public Comparison(Comparison.Operator operator, boolean signed, Value left, Value right) {
      this(operator, signed, left, right, Type.UINT64);
    }

    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitComparison(this);
    }
  }

  /** Whether two texts are the same up to their NULs or ends; 1 or 0. */
  record TextComparison(boolean equal, Value left, Value right, Type type) implements Value {
    /** One of type {@code uint64}. */
    public TextComparison(boolean equal, Value left, Value right) {
      this(equal, left, right, Type.UINT64);
    }

    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitTextComparison(this);
    }
  }

  /** Both, or either; the right side is looked at only when it matters. 1 or 0. */
  record Logical(boolean and, Value left, Value right, Type type) implements Value {
    /** One of type {@code uint64}. */
    public Logical(boolean and, Value left, Value right) {
      this(and, left, right, Type.UINT64);
    }

    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitLogical(this);
    }
  }

  /** One of two; only that one is computed. The condition is true when it is not zero. */
  record Conditional(Value condition, Value then, Value otherwise, Type type) implements Value {
    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitConditional(this);
    }
  }

  /** A scalar as a number: cut to the type's size, then extended by its sign. */
  record Convert(Value operand, Type.Int type) implements Value {
    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitConvert(this);
    }
  }

  /**
   * Text at an address, up to its NUL.
   *
   * @param length how many bytes with the NUL at most; empty for all that the type holds
   */
  record TextRead(Value address, Optional<Value> length, Type.AddressSpace space, Type.Text type)
      implements Value {
    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitTextRead(this);
    }
  }

  /** The address of what the program is given. */
  record ContextAddress(Type type) implements Value {
    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitContextAddress(this);
    }
  }

  /** A scalar at an address plus offset; 0 where it cannot be read. */
  record MemoryLoad(Value address, int offsetBytes, Type.AddressSpace space, Type type)
      implements Value {
    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitMemoryLoad(this);
    }
  }

  /** Some bits of a number, zeros above them whatever the type's sign: so bpftrace reads them. */
  record BitField(Value number, int bitOffset, int bitWidth, Type type) implements Value {
    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitBitField(this);
    }
  }

  /** What lies at an address plus offset and is no scalar; zeros where it cannot be read. */
  record MemoryRead(Value address, int offsetBytes, Type.AddressSpace space, Type type)
      implements Value {
    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitMemoryRead(this);
    }
  }

  /** Bytes at an address; as many as the buffer holds, or fewer if the length says so. */
  record BufferRead(
      Value address, Optional<Value> length, Type.AddressSpace space, Type.Buffer type)
      implements Value {
    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitBufferRead(this);
    }
  }

  /** Part of a value that lies in memory: a field, or an element whose place is known. */
  record PartOf(Value whole, int offsetBytes, Type type) implements Value {
    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitPartOf(this);
    }
  }

  /** An element of an array value; zero beyond its end. */
  record ElementOf(Value array, Value index, Type type) implements Value {
    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitElementOf(this);
    }
  }

  /** Several values as one; each fits its element's type. */
  record TupleOf(List<Value> elements, Type.Tuple type) implements Value {
    public TupleOf {
      elements = List.copyOf(elements);
    }

    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitTupleOf(this);
    }
  }

  /**
   * The same bits as another type: a scalar as a scalar of the same size, or what lies in memory as
   * something else that lies in memory and is as large or larger, zeros after it.
   */
  record Retype(Value operand, Type type) implements Value {
    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitRetype(this);
    }
  }

  /** An address of a family known only when it is read; the address is a number, text or bytes. */
  record InetOf(Value family, Value address, Type type) implements Value {
    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitInetOf(this);
    }
  }

  /** An address of the current process. */
  record UserSymbolOf(Value address, Type type) implements Value {
    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitUserSymbolOf(this);
    }
  }

  /** The calls that led here. */
  record StackTrace(Type.Stack type) implements Value {
    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitStackTrace(this);
    }
  }

  /** Whether a map holds something under a key. */
  record MapHas(ScriptMap map, List<Value> keys, Type type) implements Value {
    public MapHas {
      keys = List.copyOf(keys);
    }

    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitMapHas(this);
    }
  }

  /** Deletes an entry; whether there was one. */
  record MapDelete(ScriptMap map, List<Value> keys, Type type) implements Value {
    public MapDelete {
      keys = List.copyOf(keys);
    }

    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitMapDelete(this);
    }
  }

  /** How many entries a map has. */
  record MapLength(ScriptMap map, Type type) implements Value {
    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitMapLength(this);
    }
  }

  /**
   * What an aggregation has gathered so far on all CPUs, as a number: its count, sum, minimum,
   * maximum or average.
   *
   * @param range of the map with its keys; the user is told of a key that is not there
   */
  record AggregateRead(AggregateMap map, List<Value> keys, Type.Int type, SourceRange range)
      implements Value {
    public AggregateRead {
      keys = List.copyOf(keys);
    }

    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitAggregateRead(this);
    }
  }

  /** Adds to a scratch variable; its value after that, or before. */
  record StepScratch(Scratch scratch, long amount, boolean prefix, Type type) implements Value {
    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitStepScratch(this);
    }
  }

  /**
   * Adds to a map's number; its value after that, or before.
   *
   * @param range of the whole; the user is told of a map that is full
   */
  record StepMap(
      StateMap map, List<Value> keys, long amount, boolean prefix, Type type, SourceRange range)
      implements Value {
    public StepMap {
      keys = List.copyOf(keys);
    }

    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitStepMap(this);
    }
  }

  /** Where a scratch variable lies. */
  record ScratchAddress(Scratch scratch, Type type) implements Value {
    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitScratchAddress(this);
    }
  }

  /** Where a map's value lies; 0 when it holds nothing under the key. */
  record MapAddress(StateMap map, List<Value> keys, Type type) implements Value {
    public MapAddress {
      keys = List.copyOf(keys);
    }

    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitMapAddress(this);
    }
  }

  /** Whether a map holds something under a key; if so, the scratch variable is set to it. */
  record FindInMap(ScriptMap map, List<Value> keys, Scratch result, Type type) implements Value {
    public FindInMap {
      keys = List.copyOf(keys);
    }

    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitFindInMap(this);
    }
  }

  /** Actions, then a value. */
  record Sequence(List<Action> actions, Value value) implements Value {
    public Sequence {
      actions = List.copyOf(actions);
    }

    @Override
    public Type type() {
      return value.type();
    }

    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitSequence(this);
    }
  }

  /** Whether a number is one of these, all below 4096. */
  record InSet(Value number, Set<Integer> members, Type type) implements Value {
    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitInSet(this);
    }
  }

  /** What a function of the language answers. */
  record Call(Intrinsic function, List<Value> arguments, Type type) implements Value {
    public Call {
      arguments = List.copyOf(arguments);
    }

    @Override
    public <R> R accept(ValueVisitor<R> visitor) {
      return visitor.visitCall(this);
    }
  }
}
