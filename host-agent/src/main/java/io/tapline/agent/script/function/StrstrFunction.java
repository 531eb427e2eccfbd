package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.Intrinsic;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code strstr(text, part)}: where the part begins in the text, from 0. Where it is not, -2 as
 * bpftrace 0.27 has it: the kernel's function answers -ENOENT, though its manual says -1.
 */
final class StrstrFunction implements Function {
  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.exactly(2, call, lowering);
    Value text = Texts.of(arguments, 0);
    Value part = Texts.of(arguments, 1);
    Value found = new Value.Call(Intrinsic.TEXT_FIND, List.of(text, part), Type.INT64);
    List<Action> actions = new ArrayList<>();
    Value place = lowering.once(found, actions, call.range());
    // -1 becomes -2, and what is there stays: its sign is added.
    Value sign =
        new Value.Arithmetic(
            Value.Arithmetic.Operator.SHIFT_RIGHT,
            place,
            new Value.Constant(Type.INT64, Long.SIZE - 1),
            Type.INT64);
    Value result = new Value.Arithmetic(Value.Arithmetic.Operator.ADD, place, sign, Type.INT64);
    return new Value.Sequence(actions, result);
  }
}
