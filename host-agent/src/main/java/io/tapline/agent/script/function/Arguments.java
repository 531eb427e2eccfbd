package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.LoweringFailure;
import io.tapline.agent.script.check.Scope;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a call is given; what does not fit is refused with bpftrace's words. */
final class Arguments {
  private static final List<String> NUMBERS = List.of("no", "one");

  private final Expression.Call call;
  private final ExpressionLowering lowering;

  private Arguments(Expression.Call call, ExpressionLowering lowering) {
    this.call = call;
    this.lowering = lowering;
  }

  /** Exactly so many. */
  static Arguments exactly(int count, Expression.Call call, ExpressionLowering lowering) {
    return between(count, count, call, lowering);
  }

  /** At least and at most so many. */
  static Arguments between(int least, int most, Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = new Arguments(call, lowering);
    int given = arguments.size();
    if (given < least || given > most) {
      String wanted =
          least == most
              ? "requires " + counted(least)
              : given < least
                  ? "requires at least " + counted(least)
                  : "takes up to " + counted(most);
      throw arguments.fail(call.function() + "() " + wanted + " (" + given + " provided)");
    }
    return arguments;
  }

  private static String counted(int number) {
    String word = number < NUMBERS.size() ? NUMBERS.get(number) : Integer.toString(number);
    return word + (number == 1 ? " argument" : " arguments");
  }

  /** How many there are. */
  int size() {
    return call.arguments().size();
  }

  Scope scope() {
    return lowering.scope();
  }

  ExpressionLowering lowering() {
    return lowering;
  }

  /** As written. */
  Expression written(int index) {
    return call.arguments().get(index).value();
  }

  /** Its value. */
  Value value(int index) {
    return lowering.lower(written(index));
  }

  /** A number; an enumeration's names are numbers too. */
  Value integer(int index) {
    Value value = value(index);
    boolean number = value.type() instanceof Type.Int || value.type() instanceof Type.Enumeration;
    if (!number) {
      throw onlySupports("int", value.type());
    }
    return value;
  }

  /** A number or an address. */
  Value address(int index) {
    Value value = value(index);
    return value.type() instanceof Type.Pointer ? value : requireNumber(value);
  }

  private Value requireNumber(Value value) {
    if (value.type() instanceof Type.Int || value.type() instanceof Type.Enumeration) {
      return value;
    }
    throw onlySupports("integer or pointer", value.type());
  }

  /** Text known now. */
  String literalText(int index) {
    Optional<String> text = lowering.text(written(index));
    if (text.isPresent()) {
      return text.get();
    }
    Value value = value(index);
    throw fail(
        call.function() + "() expects a string literal (" + word(value.type()) + " provided)");
  }

  /** A number known now. */
  long literalNumber(int index) {
    return lowering
        .constant(written(index))
        .orElseThrow(
            () ->
                fail(
                    call.function()
                        + "() expects a int literal ("
                        + word(value(index).type())
                        + " provided)"))
        .value();
  }

  LoweringFailure onlySupports(String what, Type given) {
    return fail(
        call.function() + "() only supports " + what + " arguments (" + word(given) + " provided)");
  }

  LoweringFailure fail(String message) {
    return fail(message, "");
  }

  LoweringFailure fail(String message, String hint) {
    return scope().fail(call.range(), message, hint);
  }

  /** What bpftrace calls a kind of value in a message. */
  static String word(Type type) {
    if (type instanceof Type.Int || type instanceof Type.Enumeration) {
      return "int";
    } else if (type instanceof Type.Text) {
      return "string";
    } else if (type instanceof Type.Pointer) {
      return "pointer";
    } else if (type instanceof Type.Record) {
      return "record";
    } else if (type instanceof Type.Array || type instanceof Type.Bytes) {
      return "array";
    } else if (type instanceof Type.Buffer) {
      return "buffer";
    } else if (type instanceof Type.None) {
      return "none";
    }
    return type.toString().toLowerCase(Locale.ROOT);
  }
}
