package io.tapline.agent.script.check;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ir.Value;
import java.util.List;
import java.util.Optional;

/** {@code $1} and its kin: numbers if they look like it, text otherwise. */
final class PositionalParameters {
  private PositionalParameters() {}

  static Value lower(Expression.PositionalParameter node, ExpressionLowering lowering) {
    Scope scope = lowering.scope();
    List<String> given = scope.arguments().positional();
    if (node.number() == 0) {
      return LiteralFolder.literal(given.size());
    }
    if (node.number() > given.size()) {
      scope.warn(
          node.range(), "Positional parameter $" + node.number() + " is empty or not provided.");
      return new Value.Constant(scope.numbers().literal(0), 0);
    }
    String text = given.get(node.number() - 1);
    Optional<Long> number = number(text);
    return number.isPresent()
        ? LiteralFolder.literal(number.get())
        : lowering.text(text, node.range());
  }

  private static Optional<Long> number(String text) {
    try {
      return Optional.of(Long.decode(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
