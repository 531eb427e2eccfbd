package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.Scope;

/** Functions that change what is traced. */
final class Unsafe {
  private Unsafe() {}

  /** Refuses the call unless such functions are allowed. */
  static void require(Expression.Call call, Scope scope) {
    if (!scope.arguments().unsafe()) {
      throw scope.fail(
          call.range(),
          call.function() + "() is an unsafe function being used in safe mode",
          "--unsafe allows it");
    }
  }
}
