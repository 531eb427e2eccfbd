package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.BinaryOperator;
import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.ir.Value;
import java.util.List;
import java.util.Optional;

/**
 * Texts that stand where an address is expected and are known when the script is compiled: {@code
 * $1}, {@code $1 + 2} for what follows the second character, and numbers as they are written.
 */
final class TextSource {
  private TextSource() {}

  /** The text; empty when the expression is something else. */
  static Optional<String> of(Expression written, ExpressionLowering lowering) {
    if (written instanceof Expression.PositionalParameter parameter && parameter.number() > 0) {
      return Optional.of(given(parameter, lowering));
    }
    if (written instanceof Expression.Binary binary
        && binary.operator() == BinaryOperator.ADD
        && binary.left() instanceof Expression.PositionalParameter parameter
        && parameter.number() > 0) {
      return rest(given(parameter, lowering), binary.right(), lowering);
    }
    return written instanceof Expression.IntegerLiteral number
        ? Optional.of(Long.toString(number.value()))
        : Optional.empty();
  }

  private static String given(
      Expression.PositionalParameter parameter, ExpressionLowering lowering) {
    List<String> given = lowering.scope().arguments().positional();
    return parameter.number() <= given.size() ? given.get(parameter.number() - 1) : "";
  }

  private static Optional<String> rest(
      String text, Expression offset, ExpressionLowering lowering) {
    Optional<Value.Constant> skipped = lowering.constant(offset);
    if (skipped.isEmpty()) {
      return Optional.empty();
    }
    long from = skipped.get().value();
    if (from < 0 || from > text.length()) {
      throw lowering
          .scope()
          .fail(
              offset.range(),
              "cannot use addition with a constant bigger than the parameter's length",
              "the parameter has " + text.length() + " characters");
    }
    return Optional.of(text.substring((int) from));
  }
}
