package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.check.Scope;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code buf(address, bytes)}, {@code buf(array [, bytes])}, {@code buf(text, bytes)}: that many
 * bytes as they are, for {@code %r} and its kin.
 */
final class BufFunction implements Function {
  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    if (call.arguments().isEmpty()) {
      throw lowering
          .scope()
          .fail(call.range(), "buf() requires at least one argument (0 provided)", "");
    }
    Arguments arguments = Arguments.between(1, 2, call, lowering);
    Optional<String> literal =
        arguments.written(0) instanceof Expression.IntegerLiteral
            ? Optional.empty()
            : TextSource.of(arguments.written(0), lowering);
    Value source = literal.isPresent() ? lowering.literalText(literal.get()) : arguments.value(0);
    Type type = source.type();
    boolean array = type instanceof Type.Array || type instanceof Type.Bytes;
    boolean address = type instanceof Type.Pointer || type instanceof Type.Int;
    if (!array && !address && !(type instanceof Type.Text)) {
      throw arguments.fail(
          "buf() expects an integer, string, or array argument but saw " + Arguments.word(type));
    }
    if (!array && arguments.size() == 1) {
      throw arguments.fail(
          "buf() expects a length argument for non-array type " + Arguments.word(type));
    }
    LengthArgument length = LengthArgument.of(1, call, arguments);
    return address
        ? behind(source, length, lowering.scope())
        : inside(source, length, call, lowering.scope());
  }

  private static Value behind(Value source, LengthArgument length, Scope scope) {
    Type.AddressSpace space =
        source.type() instanceof Type.Pointer pointer
            ? pointer.space()
            : scope.site().arguments().space();
    return new Value.BufferRead(source, length.dynamic(), space, new Type.Buffer(length.bytes()));
  }

  /** Bytes of a value: as many as it has at most. */
  private static Value inside(
      Value source, LengthArgument length, Expression.Call call, Scope scope) {
    int size = Math.min(Storage.valueBytes(source.type()), length.bytes());
    List<Action> actions = new ArrayList<>();
    Located located = Located.of(source, actions, scope, call.range());
    Value read =
        new Value.BufferRead(
            located.address(), length.dynamic(), located.space(), new Type.Buffer(size));
    return actions.isEmpty() ? read : new Value.Sequence(actions, read);
  }
}
