package io.tapline.agent.script.check;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.Message;
import io.tapline.agent.script.ir.Scratch;
import io.tapline.agent.script.ir.StateMap;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.type.Type;
import io.tapline.agent.script.type.TypeRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code array[index]}, {@code *pointer} and <code>&amp;variable</code>. */
final class ElementLowering {
  private final Scope scope;
  private final ExpressionLowering expressions;
  private final Literals literals;

  ElementLowering(Scope scope, ExpressionLowering expressions, Literals literals) {
    this.scope = scope;
    this.expressions = expressions;
    this.literals = literals;
  }

  Value index(Expression.Index node) {
    Value index = expressions.lower(node.index());
    Optional<Value> argument = argumentElement(node, index);
    return argument.isPresent()
        ? argument.get()
        : element(expressions.lower(node.array()), index, node);
  }

  /** An element of an array among the arguments that cannot be had as a whole. */
  private Optional<Value> argumentElement(Expression.Index node, Value index) {
    if (node.array() instanceof Expression.FieldAccess field
        && MemberLowering.isArguments(field.record())
        && index instanceof Value.Constant constant
        && constant.value() >= 0
        && constant.value() <= Short.MAX_VALUE) {
      return expressions.site().element(field.field(), (int) constant.value());
    }
    return Optional.empty();
  }

  private Value element(Value array, Value index, Expression.Index node) {
    Type type = array.type();
    SourceRange range = node.range();
    if (type instanceof Type.Tuple tuple && tuple.names().isEmpty()) {
      if (!(index instanceof Value.Constant constant)) {
        throw scope.fail(
            range, "a tuple's index must be known when the script is compiled", "write .0");
      }
      int size = tuple.elements().size();
      int at = (int) Math.max(-1, Math.min(Integer.MAX_VALUE, constant.value()));
      return expressions.members().element(array, tuple, at, size, range);
    }
    if (type instanceof Type.Pointer pointer) {
      requireIndex(index, range, !(index instanceof Value.Constant));
      return behind(array, pointer, index, range);
    }
    if (type instanceof Type.Array a) {
      requireIndex(index, range, true);
      return inline(array, a.element(), a.length(), index, range);
    }
    if (type instanceof Type.Text text) {
      requireIndex(index, range, true);
      return character(array, text, index, range);
    }
    if (type instanceof Type.Bytes bytes) {
      requireIndex(index, range, true);
      return inline(array, new Type.Int(1, false), bytes.sizeBytes(), index, range);
    }
    throw scope.fail(
        range,
        "The array index operator [] can only be used on arrays, pointers, and tuples, found "
            + type
            + ".",
        "");
  }

  private void requireIndex(Value index, SourceRange range, boolean unsigned) {
    boolean number = index.type() instanceof Type.Int || index.type() instanceof Type.Enumeration;
    boolean negative =
        unsigned
            && index.type() instanceof Type.Int type
            && type.signed()
            && !literals.follows(index);
    if (scope.isTrace() && (!number || negative)) {
      throw scope.fail(
          range,
          "The array index operator [] only accepts non-negative integer indices. Got: "
              + index.type(),
          negative && number ? "cast it: [(uint64)...]" : "");
    }
    if (!number) {
      throw scope.fail(range, "an index must be a number, this is " + index.type(), "");
    }
  }

  private Value behind(Value pointer, Type.Pointer type, Value index, SourceRange range) {
    if (type.target() instanceof Type.None) {
      throw scope.fail(
          range,
          "The array index operator [] cannot be used on a pointer to an unsized type (void *).",
          "cast it to a pointer to what is there");
    }
    int stride = PointerOperators.stride(type);
    if (index instanceof Value.Constant constant && Math.abs(constant.value()) < 1 << 16) {
      long offset = constant.value() * stride;
      if (offset == (int) offset) {
        return Memory.at(pointer, (int) offset, type.space(), type.target());
      }
    }
    Value address = PointerOperators.elementAddress(pointer, index, stride);
    return Memory.at(address, 0, type.space(), type.target());
  }

  private Value inline(Value array, Type element, int length, Value index, SourceRange range) {
    int stride = CSizes.of(element);
    if (index instanceof Value.Constant constant) {
      requireInside(constant, length, range);
      return Memory.part(array, (int) constant.value() * stride, element);
    }
    if (!scope.isTrace()) {
      return new Value.ElementOf(array, index, element);
    }
    List<Action> actions = new ArrayList<>();
    Value at = literals.once(index, actions, range);
    actions.add(outOfBounds(at, length, range));
    return new Value.Sequence(actions, computed(array, element, at, stride));
  }

  private static Value computed(Value array, Type element, Value index, int stride) {
    if (array instanceof Value.MemoryRead read) {
      Value address = PointerOperators.elementAddress(read.address(), index, stride);
      return Memory.at(address, read.offsetBytes(), read.space(), element);
    }
    return new Value.ElementOf(array, index, element);
  }

  private void requireInside(Value.Constant index, int length, SourceRange range) {
    if (index.value() < 0 || index.value() >= length) {
      throw scope.fail(
          range,
          "the index " + index.value() + " is out of bounds for array of size " + length,
          length == 0 ? "" : "the last is [" + (length - 1) + "]");
    }
  }

  private Action outOfBounds(Value index, int length, SourceRange range) {
    Value outside =
        new Value.Comparison(
            Value.Comparison.Operator.GREATER_OR_EQUAL,
            false,
            index,
            new Value.Constant(Type.UINT64, length),
            new Type.Bool());
    var fault =
        new Message.Fault(
            "Array access out of bounds. This can lead to unexpected results.", range);
    return new Action.If(
        outside, List.of(scope.sending(fault, List.of(), range)), List.of(), range);
  }

  private Value character(Value text, Type.Text type, Value index, SourceRange range) {
    Type.Int character = new Type.Int(1, true);
    if (text instanceof Value.TextConstant literal && index instanceof Value.Constant constant) {
      requireInside(constant, type.sizeBytes(), range);
      byte[] bytes = TextBytes.of(literal.text());
      int at = (int) constant.value();
      return LiteralFolder.literal(at < bytes.length ? bytes[at] : 0);
    }
    return inline(text, character, type.sizeBytes(), index, range);
  }

  /** {@code *pointer}. */
  Value dereference(Expression.Dereference node) {
    Value pointer = expressions.lower(node.pointer());
    if (pointer.type() instanceof Type.Pointer type) {
      if (type.target() instanceof Type.None) {
        throw scope.fail(
            node.range(),
            "Value 'void' cannot be read",
            "cast the pointer to a pointer to what is there");
      }
      return Memory.at(pointer, 0, type.space(), type.target());
    }
    if (TypeRules.asOperand(pointer.type()).isPresent()) {
      return Memory.at(pointer, 0, scope.site().arguments().space(), Type.UINT64);
    }
    throw scope.fail(
        node.range(),
        "The * operator can not be used on expressions of type '" + pointer.type() + "'",
        "");
  }

  /** <code>&amp;$variable</code> and <code>&amp;@map</code>. */
  Value address(Expression.AddressOf node) {
    if (!scope.isTrace()) {
      throw scope.fail(node.range(), "the pipeline has no addresses of variables", "");
    }
    if (node.target() instanceof Expression.Variable variable) {
      Scratch scratch = expressions.variables().addressed(variable);
      return new Value.ScratchAddress(scratch, kernelPointer(scratch.type()));
    }
    Expression.MapAccess access = (Expression.MapAccess) node.target();
    if (scope.maps().aggregation(access.name()).isPresent()) {
      throw scope.fail(node.range(), access.name() + " gathers, so that it has no address", "");
    }
    MapLowering.Key key = expressions.maps().key(access);
    StateMap map = expressions.maps().state(access.name(), node.range());
    return key.with(new Value.MapAddress(map, key.parts(), kernelPointer(map.value())));
  }

  private static Type kernelPointer(Type target) {
    return new Type.Pointer(target, Type.AddressSpace.KERNEL);
  }
}
