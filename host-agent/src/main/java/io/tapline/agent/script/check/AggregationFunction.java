package io.tapline.agent.script.check;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ir.Gathering;
import io.tapline.agent.script.ir.Value;
import java.util.Optional;

/**
 * A function that stands alone on the right of a map assignment and says what the map gathers:
 * {@code @m[keys] = hist(x)}. {@link StatementLowering} makes the action of it.
 */
public interface AggregationFunction extends Function {

  /**
   * What the map gathers; checks the number of arguments and those that must be known now. All
   * assignments to a map must gather the same; those that differ only in sign meet in the signed.
   */
  Gathering gathering(Expression.Call call, ExpressionLowering lowering);

  /** What is gathered: by default the first argument, nothing if there is none. */
  default Optional<Value> gathered(Expression.Call call, ExpressionLowering lowering) {
    return call.arguments().stream().findFirst().map(a -> lowering.number(a.value()));
  }

  @Override
  default Value lower(Expression.Call call, ExpressionLowering lowering) {
    throw lowering
        .scope()
        .fail(
            call.range(),
            call.function() + "() must be assigned directly to a map",
            "write @name[keys] = " + call.function() + "(...)");
  }
}
