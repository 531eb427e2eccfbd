package io.tapline.agent.script.check;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ast.TypeName;
import io.tapline.agent.script.ir.Intrinsic;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;
import io.tapline.agent.script.type.TypeRules;
import java.util.List;
import java.util.Optional;

/** {@code (type)value}. */
final class CastLowering {
  private static final Type BOOL = new Type.Bool();

  private final Scope scope;
  private final ExpressionLowering expressions;

  CastLowering(Scope scope, ExpressionLowering expressions) {
    this.scope = scope;
    this.expressions = expressions;
  }

  Value lower(Expression.Cast node) {
    if (!scope.isTrace()) {
      return expressions.convert(expressions.number(node.operand()), expressions.type(node.type()));
    }
    Value operand = operand(node);
    Type type = target(node.type(), operand);
    if (operand.type() instanceof Type.Record) {
      throw scope.fail(node.range(), "Cannot cast from C type \"" + operand.type() + "\"", "");
    }
    if (operand.type() instanceof Type.None) {
      throw scope.fail(node.range(), "Cannot cast from \"void\" type", "");
    }
    if (type.equals(operand.type()) && !isAgain(operand)) {
      scope.warn(node.range(), "Unnecessary cast: expression is already of type " + operand.type());
    }
    return cast(operand, type, node.range())
        .orElseThrow(() -> cannot(operand.type().toString(), type.toString(), node.range()));
  }

  private static boolean isAgain(Value operand) {
    return operand instanceof Value.AggregateRead;
  }

  private Value operand(Expression.Cast node) {
    MapLowering maps = expressions.maps();
    if (maps.isManyNumbers(node.operand())) {
      String gathered = maps.gatheredType(node.operand()).orElseThrow();
      throw cannot(gathered, expressions.type(node.type()).toString(), node.range());
    }
    return expressions.lower(node.operand());
  }

  private LoweringFailure cannot(String from, String to, SourceRange range) {
    return scope.fail(range, "Cannot cast from \"" + from + "\" to \"" + to + "\"", "");
  }

  /** The type that is written; an array without a length takes all of the operand. */
  private Type target(TypeName written, Value operand) {
    boolean open = written.lengths().size() == 1 && written.lengths().get(0).isEmpty();
    if (!open) {
      Type type = expressions.type(written);
      // A pointer points into the memory that it came from.
      return type instanceof Type.Pointer p && operand.type() instanceof Type.Pointer o
          ? new Type.Pointer(p.target(), o.space())
          : type;
    }
    Type element =
        expressions.type(
            new TypeName(written.base(), written.pointers(), List.of(), written.range()));
    int size = CSizes.of(element);
    int bytes = CSizes.of(operand.type());
    if (size == 0) {
      throw scope.fail(written.range(), "Could not determine size of the array", "");
    }
    if (bytes % size != 0) {
      throw scope.fail(
          written.range(),
          "Cannot determine array size: the element size is incompatible with the cast integer"
              + " size",
          "");
    }
    return new Type.Array(element, bytes / size);
  }

  private Optional<Value> cast(Value operand, Type type, SourceRange range) {
    Type from = operand.type();
    boolean scalar = Storage.isScalar(from);
    if (type instanceof Type.Int integer) {
      return toInteger(operand, integer);
    }
    if (type instanceof Type.Bool) {
      return toBool(operand);
    }
    if (type instanceof Type.Pointer && scalar) {
      boolean wide = Storage.valueBytes(from) == Long.BYTES;
      Value address = wide ? operand : new Value.Convert(operand, Type.UINT64);
      return Optional.of(new Value.Retype(address, type));
    }
    if (type instanceof Type.Enumeration enumeration && scalar) {
      requireMember(operand, enumeration, range);
      return Optional.of(new Value.Retype(new Value.Convert(operand, enumeration.number()), type));
    }
    if (type instanceof Type.Text text && from instanceof Type.Text old) {
      return text.sizeBytes() < old.sizeBytes()
          ? Optional.empty()
          : Optional.of(new Value.Retype(operand, type));
    }
    if (type instanceof Type.Array array) {
      return toArray(operand, array);
    }
    return type.equals(from) ? Optional.of(operand) : Optional.empty();
  }

  private static Optional<Value> toInteger(Value operand, Type.Int type) {
    Type from = operand.type();
    if (from instanceof Type.Array array && CSizes.of(array) == type.sizeBytes()) {
      return Optional.of(new Value.Call(Intrinsic.BYTES_TO_NUMBER, List.of(operand), type));
    }
    return Storage.isScalar(from)
        ? Optional.of(new Value.Convert(operand, type))
        : Optional.empty();
  }

  private static Optional<Value> toBool(Value operand) {
    if (operand instanceof Value.TextConstant text) {
      return Optional.of(new Value.Constant(BOOL, text.text().isEmpty() ? 0 : 1));
    }
    if (operand instanceof Value.Constant constant) {
      return Optional.of(new Value.Constant(BOOL, constant.value() == 0 ? 0 : 1));
    }
    if (operand.type() instanceof Type.Text) {
      Value empty = new Value.TextConstant(new Type.Text(1), "");
      return Optional.of(new Value.TextComparison(false, operand, empty, BOOL));
    }
    return Storage.isScalar(operand.type())
        ? Optional.of(
            new Value.Comparison(
                Value.Comparison.Operator.NOT_EQUAL,
                false,
                operand,
                new Value.Constant(Type.UINT64, 0),
                BOOL))
        : Optional.empty();
  }

  private void requireMember(Value operand, Type.Enumeration type, SourceRange range) {
    if (LiteralFolder.isLiteral(operand)
        && !type.names().containsKey(((Value.Constant) operand).value())) {
      throw scope.fail(
          range,
          "Enum: "
              + type.name()
              + " doesn't contain a variant value of "
              + ((Value.Constant) operand).value(),
          "");
    }
  }

  private static Optional<Value> toArray(Value operand, Type.Array type) {
    boolean plain = type.element() instanceof Type.Int || type.element() instanceof Type.Bool;
    int bytes = CSizes.of(type);
    Optional<Type.Int> number = TypeRules.asOperand(operand.type());
    if (!plain) {
      return Optional.empty();
    }
    if (number.isPresent() && operand.type() instanceof Type.Int own) {
      boolean fits = bytes == own.sizeBytes() || (bytes <= Long.BYTES && bytes > own.sizeBytes());
      return fits
          ? Optional.of(new Value.Call(Intrinsic.NUMBER_TO_BYTES, List.of(operand), type))
          : Optional.empty();
    }
    boolean memory = operand.type() instanceof Type.Text || operand.type() instanceof Type.Array;
    return memory && CSizes.of(operand.type()) == bytes
        ? Optional.of(new Value.Retype(operand, type))
        : Optional.empty();
  }
}
