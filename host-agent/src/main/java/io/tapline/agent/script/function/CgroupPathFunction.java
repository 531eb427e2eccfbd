package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;

/**
 * {@code cgroup_path(id [, "hierarchies"])}: a control group's id, which the host shows as its
 * paths in the hierarchies that match the glob.
 */
final class CgroupPathFunction implements Function {
  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.between(1, 2, call, lowering);
    Value id = lowering.convert(arguments.integer(0), Type.UINT64);
    String filter = "";
    if (arguments.size() == 2) {
      if (!(arguments.value(1) instanceof Value.TextConstant text)) {
        throw arguments.onlySupports("string", arguments.value(1).type());
      }
      filter = text.text();
    }
    return new Value.Retype(id, new Type.CgroupPath(filter));
  }
}
