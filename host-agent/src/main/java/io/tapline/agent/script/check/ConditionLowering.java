package io.tapline.agent.script.check;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.type.Type;
import io.tapline.agent.script.type.TypeNames;
import io.tapline.agent.script.type.TypeRules;
import java.util.Optional;

/** Conditions: what is not zero is true. */
final class ConditionLowering {
  private final Scope scope;
  private final ExpressionLowering expressions;

  ConditionLowering(Scope scope, ExpressionLowering expressions) {
    this.scope = scope;
    this.expressions = expressions;
  }

  Value lower(Expression condition) {
    if (!scope.isTrace()) {
      return expressions.number(condition);
    }
    Optional<String> gathered = expressions.maps().gatheredType(condition);
    if (gathered.isPresent()) {
      throw invalid(
          gathered.get(), condition.range(), "compare it with a number, or cast it to one");
    }
    Value value = expressions.lower(condition);
    if (value instanceof Value.TextConstant text) {
      return new Value.Constant(new Type.Bool(), text.text().isEmpty() ? 0 : 1);
    }
    boolean scalar =
        value.type() instanceof Type.Pointer || TypeRules.asOperand(value.type()).isPresent();
    if (!scalar) {
      throw invalid(
          TypeNames.family(value.type()),
          condition.range(),
          value.type() instanceof Type.Text ? "compare it with \"\"" : "");
    }
    return value;
  }

  private LoweringFailure invalid(String type, SourceRange range, String hint) {
    return scope.fail(range, "Invalid condition: " + type, hint);
  }
}
