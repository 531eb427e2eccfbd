package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.check.Scope;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.Message;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code join(char **strings [, separator])}: writes the strings that an array of pointers names,
 * up to its end or to 16, with a blank or the separator between them.
 */
final class JoinFunction implements Function {
  /** What bpftrace reads too. */
  private static final int STRINGS = 16;

  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.between(1, 2, call, lowering);
    Scope scope = lowering.scope();
    String separator = arguments.size() == 2 ? arguments.literalText(1) : " ";
    Value array = arguments.value(0);
    Type.AddressSpace space = scope.site().arguments().space();
    if (array.type() instanceof Type.Pointer pointer) {
      space = pointer.space();
    } else if (!(array.type() instanceof Type.Int)) {
      throw arguments.onlySupports("int or pointer", array.type());
    }
    List<Action> actions = new ArrayList<>();
    Value first = lowering.once(array, actions, call.range());
    List<Value> texts = new ArrayList<>();
    Value before = new Value.Constant(Type.UINT64, 1);
    for (int i = 0; i < STRINGS; i++) {
      Value string = string(first, i, before, space);
      before = lowering.once(string, actions, call.range());
      texts.add(text(before, space, scope.limits().defaultTextBytes()));
    }
    actions.add(scope.sending(new Message.Join(separator), texts, call.range()));
    return scope.nothing(actions);
  }

  /** Where a string is; 0 from the array's end on, behind which may be anything. */
  private static Value string(Value array, int index, Value before, Type.AddressSpace space) {
    Type.Pointer pointer = new Type.Pointer(space);
    Value load = new Value.MemoryLoad(array, index * Long.BYTES, space, pointer);
    return index == 0
        ? load
        : new Value.Conditional(before, load, new Value.Constant(pointer, 0), pointer);
  }

  private static Value text(Value string, Type.AddressSpace space, int bytes) {
    Type.Text text = new Type.Text(bytes);
    return new Value.Conditional(
        string,
        new Value.TextRead(string, Optional.empty(), space, text),
        new Value.TextConstant(new Type.Text(1), ""),
        text);
  }
}
