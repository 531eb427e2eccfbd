package io.tapline.agent.script.check;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.ArrayList;
import java.util.List;

/** {@code (a, b)} and {@code (name = a, other = b)}. */
final class TupleLowering {
  private static final int MAX_ELEMENTS = 64;

  private final Scope scope;
  private final ExpressionLowering expressions;

  TupleLowering(Scope scope, ExpressionLowering expressions) {
    this.scope = scope;
    this.expressions = expressions;
  }

  Value tuple(Expression.Tuple node) {
    return of(node.elements(), List.of(), node);
  }

  Value record(Expression.RecordLiteral node) {
    List<String> names = node.fields().stream().map(f -> f.name().orElseThrow()).toList();
    return of(node.fields().stream().map(f -> f.value()).toList(), names, node);
  }

  private Value of(List<Expression> written, List<String> names, Expression node) {
    if (!scope.isTrace()) {
      throw scope.fail(node.range(), "a tuple can only be a map's key", "write @name[(a, b)]");
    }
    if (written.isEmpty()) {
      return scope.nothing(List.of());
    }
    if (written.size() > MAX_ELEMENTS) {
      throw scope.fail(node.range(), "a tuple has at most " + MAX_ELEMENTS + " elements", "");
    }
    List<Value> values = new ArrayList<>();
    for (Expression element : written) {
      values.add(element(element, names.isEmpty() ? "tuple" : "record"));
    }
    List<Type> types = values.stream().map(Value::type).toList();
    return new Value.TupleOf(values, new Type.Tuple(types, names));
  }

  private Value element(Expression element, String what) {
    MapLowering maps = expressions.maps();
    if (maps.isManyNumbers(element)) {
      throw scope.fail(
          element.range(),
          "Map type " + maps.gatheredType(element).get() + " cannot exist inside a " + what + ".",
          "");
    }
    Value value = expressions.lower(element);
    if (value.type() instanceof Type.None) {
      throw scope.fail(element.range(), "Value 'void' cannot be part of a " + what, "");
    }
    return value;
  }
}
