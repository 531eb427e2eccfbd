package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.check.Scope;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.record.RecordTable;
import io.tapline.agent.script.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code str(address [, bytes])}: text at an address, ended by NUL, of at most so many bytes (NUL
 * included). Which memory it is in follows from the address, or for a plain number from the probe.
 * Text is cut; {@code str($1)} is the parameter as text.
 */
final class StrFunction implements Function {
  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Scope scope = lowering.scope();
    if (!scope.isTrace()) {
      return PipelineText.lower(call, lowering);
    }
    if (call.arguments().isEmpty()) {
      throw scope.fail(call.range(), "str() requires at least one argument (0 provided)", "");
    }
    Arguments arguments = Arguments.between(1, 2, call, lowering);
    LengthArgument length = LengthArgument.of(1, call, arguments);
    Optional<String> literal = TextSource.of(arguments.written(0), lowering);
    if (literal.isPresent()) {
      return cut(literal.get(), length, lowering);
    }
    Value source = arguments.value(0);
    if (source instanceof Value.TextConstant text) {
      return cut(text.text(), length, lowering);
    }
    if (RecordTable.isCharArray(source.type())) {
      source = new Value.Retype(source, new Type.Text(((Type.Array) source.type()).length()));
    }
    if (source.type() instanceof Type.Text text) {
      return arguments.size() == 1 ? source : shortened(source, text, length, call, scope);
    }
    return read(source, length, arguments);
  }

  /** The first characters of a text that is known. */
  private static Value cut(String text, LengthArgument length, ExpressionLowering lowering) {
    boolean longer = length.known() && text.length() > length.bytes();
    return lowering.literalText(longer ? text.substring(0, length.bytes()) : text);
  }

  private static Value read(Value source, LengthArgument length, Arguments arguments) {
    Type.AddressSpace space = arguments.scope().site().arguments().space();
    if (source.type() instanceof Type.Pointer pointer) {
      space = pointer.space();
    } else if (!(source.type() instanceof Type.Int)) {
      throw arguments.fail(
          "str() expects a string, integer or a pointer type as first argument ("
              + source.type()
              + " provided)");
    }
    if (length.bytes() <= 1) {
      return arguments.lowering().literalText("");
    }
    return new Value.TextRead(source, length.dynamic(), space, new Type.Text(length.bytes()));
  }

  /** A text's first bytes: one less than asked for, as a NUL ends them. */
  private static Value shortened(
      Value source, Type.Text text, LengthArgument length, Expression.Call call, Scope scope) {
    boolean known = length.dynamic().isEmpty();
    if (known && length.bytes() <= 1) {
      return new Value.TextConstant(new Type.Text(1), "");
    }
    if (known && length.bytes() > text.sizeBytes()) {
      return source;
    }
    Type.Text cut = known ? new Type.Text(length.bytes()) : text;
    if (known && source instanceof Value.LocatedText located) {
      return new Value.LocatedText(located.offsetBytes(), cut);
    } else if (known && source instanceof Value.TextRead read) {
      return new Value.TextRead(read.address(), read.length(), read.space(), cut);
    }
    List<Action> actions = new ArrayList<>();
    Located located = Located.of(source, actions, scope, call.range());
    Value read = new Value.TextRead(located.address(), length.dynamic(), located.space(), cut);
    return actions.isEmpty() ? read : new Value.Sequence(actions, read);
  }
}
