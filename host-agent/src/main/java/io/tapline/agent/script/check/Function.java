package io.tapline.agent.script.check;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ir.Value;

/** What a function's call means. One implementation per function. */
public interface Function {

  /** The call's value. */
  Value lower(Expression.Call call, ExpressionLowering lowering);

  /** Refuses a call with another number of arguments. */
  static void requireArguments(
      Expression.Call call, ExpressionLowering lowering, int least, int most, String form) {
    int given = call.arguments().size();
    if (given < least || given > most) {
      throw lowering
          .scope()
          .fail(call.range(), call.function() + "() with " + given + " arguments", form);
    }
  }
}
