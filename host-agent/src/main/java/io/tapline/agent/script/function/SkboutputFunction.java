package io.tapline.agent.script.function;

import io.tapline.agent.probe.Provider;
import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.check.Scope;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.Message;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.RecordField;
import io.tapline.agent.script.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code skboutput("file.pcap", skb, length, offset)}: the packet's bytes from the offset on, as
 * many as the length says and at most {@value #MOST_BYTES}, into a capture file; 0. At fentry and
 * fexit.
 */
final class SkboutputFunction implements Function {
  private static final int MOST_BYTES = 2048;

  private static final Type.Int RESULT = new Type.Int(4, true);

  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.exactly(4, call, lowering);
    Scope scope = lowering.scope();
    Provider provider = scope.site().point().provider();
    if (provider != Provider.FENTRY && provider != Provider.FEXIT) {
      throw arguments.fail("skboutput can not be used with \"" + provider.keyword() + "\" probes");
    }
    String path = arguments.literalText(0);
    Value packet = arguments.address(1);
    long offset = arguments.literalNumber(3);
    List<Action> actions = new ArrayList<>();
    Value length =
        lowering.once(lowering.convert(arguments.integer(2), Type.UINT64), actions, call.range());
    Type.AddressSpace kernel = Type.AddressSpace.KERNEL;
    Value data = new Value.MemoryLoad(packet, dataOffset(arguments), kernel, Type.UINT64);
    Value from =
        new Value.Arithmetic(
            Value.Arithmetic.Operator.ADD,
            data,
            new Value.Constant(Type.UINT64, offset),
            Type.UINT64);
    Value bytes =
        new Value.BufferRead(from, Optional.of(length), kernel, new Type.Buffer(MOST_BYTES));
    actions.add(scope.sending(new Message.Packet(path), List.of(bytes, length), call.range()));
    return new Value.Sequence(actions, new Value.Constant(RESULT, 0));
  }

  private static int dataOffset(Arguments arguments) {
    return arguments
        .scope()
        .records()
        .named("struct sk_buff")
        .flatMap(t -> t instanceof Type.Record r ? r.definition().field("data") : Optional.empty())
        .map(RecordField::offsetBytes)
        .orElseThrow(
            () -> arguments.fail("this kernel does not tell what struct sk_buff looks like"));
  }
}
