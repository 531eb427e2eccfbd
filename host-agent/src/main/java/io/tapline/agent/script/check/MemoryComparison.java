package io.tapline.agent.script.check;

import io.tapline.agent.script.ast.BinaryOperator;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.Intrinsic;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.source.Diagnostic;
import io.tapline.agent.script.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code ==} and {@code !=} between strings, arrays, records and tuples; complaints about the rest.
 */
final class MemoryComparison {
  private static final Type BOOL = new Type.Bool();

  private final Scope scope;
  private final Conversions conversions;
  private final Operators operators;

  MemoryComparison(Scope scope, Conversions conversions, Operators operators) {
    this.scope = scope;
    this.conversions = conversions;
    this.operators = operators;
  }

  Value compare(Operators.Operation operation) {
    Type left = operation.left().type();
    Type right = operation.right().type();
    if (left instanceof Type.Text && right instanceof Type.Text) {
      return texts(operation);
    }
    if (left instanceof Type.Array l && right instanceof Type.Array r) {
      return arrays(operation, l, r);
    }
    if (left instanceof Type.Record && left.equals(right)) {
      requireEquality(operation);
      return bytes(operation, CSizes.of(left));
    }
    if (left instanceof Type.Tuple l && right instanceof Type.Tuple r && areAlike(l, r)) {
      return tuples(operation, l, r);
    }
    if (isAlike(left, right)) {
      throw notUsable(operation);
    }
    throw scope.fail(
        operation.range(),
        "Type mismatch for '"
            + operation.operator().symbol()
            + "': comparing "
            + left
            + " with "
            + right,
        sides(operation, left, right));
  }

  /** Where the sides are, and what. */
  static List<Diagnostic.Note> sides(Operators.Operation operation, Object left, Object right) {
    return List.of(
        new Diagnostic.Note(operation.leftRange(), "left (" + left + ")"),
        new Diagnostic.Note(operation.rightRange(), "right (" + right + ")"));
  }

  private static boolean isAlike(Type left, Type right) {
    return left.equals(right) || (left instanceof Type.Tuple && right instanceof Type.Tuple);
  }

  private static boolean areAlike(Type.Tuple left, Type.Tuple right) {
    return left.names().isEmpty() == right.names().isEmpty();
  }

  private LoweringFailure notUsable(Operators.Operation operation) {
    return scope.fail(
        operation.range(),
        "The "
            + operation.operator().symbol()
            + " operator can not be used on expressions of types "
            + operation.left().type()
            + ", "
            + operation.right().type(),
        "");
  }

  private void requireEquality(Operators.Operation operation) {
    if (!Operations.isEquality(operation.operator())) {
      throw notUsable(operation);
    }
  }

  private Value texts(Operators.Operation operation) {
    Optional<Value> literal = literals(operation);
    if (literal.isPresent()) {
      return literal.get();
    }
    requireEquality(operation);
    boolean equal = operation.operator() == BinaryOperator.EQUAL;
    return new Value.TextComparison(equal, operation.left(), operation.right(), BOOL);
  }

  private static Optional<Value> literals(Operators.Operation operation) {
    if (!(operation.left() instanceof Value.TextConstant left
        && operation.right() instanceof Value.TextConstant right)) {
      return Optional.empty();
    }
    int order = left.text().compareTo(right.text());
    return switch (operation.operator()) {
      case ADD -> {
        int bytes = left.type().sizeBytes() + right.type().sizeBytes() - 1;
        yield Optional.of(new Value.TextConstant(new Type.Text(bytes), left.text() + right.text()));
      }
      case EQUAL -> Optional.of(truth(order == 0));
      case NOT_EQUAL -> Optional.of(truth(order != 0));
      case LESS -> Optional.of(truth(order < 0));
      case LESS_OR_EQUAL -> Optional.of(truth(order <= 0));
      case GREATER -> Optional.of(truth(order > 0));
      case GREATER_OR_EQUAL -> Optional.of(truth(order >= 0));
      default -> Optional.empty();
    };
  }

  private static Value truth(boolean holds) {
    return new Value.Constant(BOOL, holds ? 1 : 0);
  }

  private Value arrays(Operators.Operation operation, Type.Array left, Type.Array right) {
    if (!Operations.isEquality(operation.operator())) {
      throw scope.fail(
          operation.range(),
          "The " + operation.operator().symbol() + " operator cannot be used on arrays.",
          "");
    }
    if (left.length() != right.length()) {
      throw scope.fail(
          operation.range(), "Only arrays of same size support comparison operators.", "");
    }
    if (!(left.element() instanceof Type.Int) || !left.equals(right)) {
      throw scope.fail(
          operation.range(), "Only arrays of same sized integer support comparison operators.", "");
    }
    return bytes(operation, CSizes.of(left));
  }

  private static Value bytes(Operators.Operation operation, int size) {
    Value bytes = new Value.Constant(Type.UINT64, size);
    Value order =
        new Value.Call(
            Intrinsic.BYTES_COMPARE,
            List.of(operation.left(), operation.right(), bytes),
            Type.INT64);
    return new Value.Comparison(
        Operations.comparison(operation.operator()),
        true,
        order,
        new Value.Constant(Type.INT64, 0),
        BOOL);
  }

  /** Element by element, the first difference decides. */
  private Value tuples(Operators.Operation operation, Type.Tuple left, Type.Tuple right) {
    requireEquality(operation);
    boolean equal = operation.operator() == BinaryOperator.EQUAL;
    if (left.elements().size() != right.elements().size()
        || !right.names().containsAll(left.names())) {
      return truth(!equal);
    }
    List<Action> actions = new ArrayList<>();
    List<Value> ls = conversions.elements(operation.left(), left, actions, operation.range());
    List<Value> rs = conversions.elements(operation.right(), right, actions, operation.range());
    Value same = truth(true);
    for (int i = 0; i < ls.size(); i++) {
      int at = left.names().isEmpty() ? i : right.names().indexOf(left.names().get(i));
      Value element =
          operators.binary(
              new Operators.Operation(
                  BinaryOperator.EQUAL,
                  ls.get(i),
                  rs.get(at),
                  operation.leftRange(),
                  operation.rightRange(),
                  operation.range()));
      same = i == 0 ? element : TraceOperators.and(same, element);
    }
    Value result = equal ? same : not(same);
    return actions.isEmpty() ? result : new Value.Sequence(actions, result);
  }

  private static Value not(Value value) {
    return value instanceof Value.Constant constant
        ? truth(constant.value() == 0)
        : new Value.Comparison(
            Value.Comparison.Operator.EQUAL,
            false,
            value,
            new Value.Constant(Type.UINT64, 0),
            BOOL);
  }
}
