package io.tapline.agent.script.check;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.source.Diagnostic;
import io.tapline.agent.script.source.SourceRange;
import java.util.List;
import java.util.Optional;

/** Operators and their operands; what a map gathers is not always one. */
final class OperationLowering {
  private final Scope scope;
  private final ExpressionLowering expressions;

  OperationLowering(Scope scope, ExpressionLowering expressions) {
    this.scope = scope;
    this.expressions = expressions;
  }

  /** Of one operand. */
  Value unary(Expression.Unary node) {
    refuseGathered(node.operand(), "The " + node.operator().symbol(), node.range());
    return expressions
        .operators()
        .unary(node.operator(), expressions.lower(node.operand()), node.range());
  }

  private void refuseGathered(Expression operand, String operator, SourceRange range) {
    Optional<String> gathered = expressions.maps().gatheredType(operand);
    if (gathered.isPresent()) {
      throw scope.fail(
          range,
          operator + " operator can not be used on expressions of type '" + gathered.get() + "'",
          expressions.maps().isNumber(operand) ? "cast it: (int64)..." : "");
    }
  }

  /** Of two. */
  Value binary(Expression.Binary node) {
    refuseGathered(node);
    return expressions
        .operators()
        .binary(
            new Operators.Operation(
                node.operator(),
                expressions.lower(node.left()),
                expressions.lower(node.right()),
                node.left().range(),
                node.right().range(),
                node.range()));
  }

  /** What gathers more than one number is no operand. */
  private void refuseGathered(Expression.Binary node) {
    if (expressions.maps().isManyNumbers(node.left())
        || expressions.maps().isManyNumbers(node.right())) {
      String left = operandType(node.left());
      String right = operandType(node.right());
      throw scope.fail(
          node.range(),
          "Type mismatch for '"
              + node.operator().symbol()
              + "': comparing "
              + left
              + " with "
              + right,
          List.of(
              new Diagnostic.Note(node.left().range(), "left (" + left + ")"),
              new Diagnostic.Note(node.right().range(), "right (" + right + ")")));
    }
  }

  private String operandType(Expression operand) {
    return expressions
        .maps()
        .gatheredType(operand)
        .orElseGet(() -> expressions.lower(operand).type().toString());
  }
}
