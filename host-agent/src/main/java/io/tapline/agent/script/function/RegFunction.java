package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ArgumentSource;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.check.Site;
import io.tapline.agent.script.ir.Value;

/**
 * {@code reg("name")}: a register of what is probed, by the kernel's name of it on x86-64: {@code
 * ip}, {@code sp}, {@code ax}, {@code r12} ...
 */
final class RegFunction implements Function {
  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.exactly(1, call, lowering);
    String name = arguments.literalText(0);
    Site site = lowering.scope().site();
    ArgumentSource source = site.arguments();
    if (!source.hasRegisters()) {
      throw arguments.fail(
          "reg can not be used with \"" + site.point().provider().keyword() + "\" probes");
    }
    return source
        .register(name)
        .orElseThrow(
            () ->
                arguments.fail(
                    "'" + name + "' is not a valid register on this architecture (x86_64)"));
  }
}
