package io.tapline.agent.script.check;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code condition ? then : otherwise}, and what is chosen when the script is compiled. */
final class ChoiceLowering {
  private final Scope scope;
  private final ExpressionLowering expressions;
  private final Literals literals;
  private final Conversions conversions;

  ChoiceLowering(
      Scope scope, ExpressionLowering expressions, Literals literals, Conversions conversions) {
    this.scope = scope;
    this.expressions = expressions;
    this.literals = literals;
    this.conversions = conversions;
  }

  Value lower(Expression.Conditional node) {
    if (node.condition() instanceof Expression.Comptime comptime) {
      return isTrue(comptime.operand(), comptime.range())
          ? expressions.lower(node.then())
          : expressions.lower(node.otherwise());
    }
    Value condition = expressions.condition(node.condition());
    Value then = expressions.lower(node.then());
    Value otherwise = expressions.lower(node.otherwise());
    if (then.type() instanceof Type.None && otherwise.type() instanceof Type.None) {
      return scope.nothing(
          List.of(new Action.If(condition, effects(then), effects(otherwise), node.range())));
    }
    Type type = join(then, otherwise, node);
    if (condition instanceof Value.Constant constant && scope.isTrace()) {
      return constant.value() != 0 ? then : otherwise;
    }
    return new Value.Conditional(
        condition,
        conversions.fit(then, type, node.then().range()),
        conversions.fit(otherwise, type, node.otherwise().range()),
        type);
  }

  private Type join(Value then, Value otherwise, Expression.Conditional node) {
    Optional<HeldType> joined =
        then.type() instanceof Type.None || otherwise.type() instanceof Type.None
            ? Optional.empty()
            : literals.held(then).join(literals.held(otherwise), scope.numbers());
    return joined
        .map(h -> h.type(scope.numbers()))
        .orElseThrow(
            () ->
                scope.fail(
                    node.range(),
                    "Branches must return the same type or compatible types: have '"
                        + then.type()
                        + "' and '"
                        + otherwise.type()
                        + "'",
                    "both must be numbers, or both strings"));
  }

  /** What a value without a value does. */
  static List<Action> effects(Value nothing) {
    List<Action> actions = new ArrayList<>();
    Value rest = nothing;
    while (rest instanceof Value.Sequence sequence) {
      actions.addAll(sequence.actions());
      rest = sequence.value();
    }
    return actions;
  }

  /** {@code comptime value}. */
  Value comptime(Expression.Comptime node) {
    if (node.operand() instanceof Expression.Conditional choice) {
      return isTrue(choice.condition(), node.range())
          ? expressions.lower(choice.then())
          : expressions.lower(choice.otherwise());
    }
    Value value = expressions.lower(node.operand());
    if (!Literals.isKnown(value)) {
      throw unresolved(node.range());
    }
    return value;
  }

  /** Whether a condition that must be known now is true. */
  boolean isTrue(Expression condition, SourceRange whole) {
    Value value = expressions.condition(condition);
    if (value instanceof Value.Constant constant) {
      return constant.value() != 0;
    }
    throw unresolved(whole);
  }

  private LoweringFailure unresolved(SourceRange range) {
    return scope.fail(
        range,
        "Unable to resolve comptime expression",
        "it may use literals, sizeof, offsetof, typeinfo and parameters of the command line");
  }
}
