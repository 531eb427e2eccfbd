package io.tapline.agent.script.function;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.check.ExpressionLowering;
import io.tapline.agent.script.check.Function;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.Locale;
import java.util.Optional;

/**
 * {@code getopt("name" [, default [, "description"]])}: what {@code --name=value} on the command
 * line says, known now. The default says whether it is a number, text or a truth; without one it is
 * whether the option is there.
 */
final class GetoptFunction implements Function {
  @Override
  public Value lower(Expression.Call call, ExpressionLowering lowering) {
    Arguments arguments = Arguments.between(1, 3, call, lowering);
    if (!(arguments.written(0) instanceof Expression.StringLiteral name)) {
      throw lowering
          .scope()
          .fail(
              arguments.written(0).range(),
              "First argument to 'getopt' must be a string literal.",
              "");
    }
    if (arguments.size() == 3 && !(arguments.written(2) instanceof Expression.StringLiteral)) {
      throw lowering
          .scope()
          .fail(
              arguments.written(2).range(),
              "Function 'getopt' requires the third parameter to be a string literal.",
              "");
    }
    Optional<String> given =
        Optional.ofNullable(lowering.scope().arguments().named().get(name.text()));
    if (arguments.size() == 1) {
      return truth(given, name.text(), false, arguments);
    }
    Value other = arguments.value(1);
    if (other instanceof Value.TextConstant text) {
      return text(given.orElse(text.text()), call, lowering);
    }
    if (other instanceof Value.Constant constant && constant.type() instanceof Type.Bool) {
      return truth(given, name.text(), constant.value() != 0, arguments);
    }
    if (other instanceof Value.Constant constant && constant.type() instanceof Type.Int) {
      return number(given, name.text(), constant.value(), arguments);
    }
    throw lowering
        .scope()
        .fail(
            arguments.written(1).range(),
            "Second argument to 'getopt' must be a string literal, integer literal, or a boolean"
                + " literal.",
            "");
  }

  /** Texts of one option have one size, whatever is given. */
  private static Value text(String text, Expression.Call call, ExpressionLowering lowering) {
    Value constant = lowering.text(text, call.range());
    int bytes = lowering.scope().limits().defaultTextBytes();
    int size = ((Type.Text) constant.type()).sizeBytes();
    return new Value.TextConstant(new Type.Text(Math.max(bytes, size)), text);
  }

  private static Value truth(
      Optional<String> given, String name, boolean other, Arguments arguments) {
    boolean value = other;
    if (given.isPresent()) {
      value =
          switch (given.get().toLowerCase(Locale.ROOT)) {
            case "", "1", "true" -> true;
            case "0", "false" -> false;
            default ->
                throw arguments.fail(
                    "Invalid value for boolean named param '" + name + "': " + given.get(),
                    "write --" + name + ", --" + name + "=true or --" + name + "=false");
          };
    }
    return new Value.Constant(new Type.Bool(), value ? 1 : 0);
  }

  private static Value number(
      Optional<String> given, String name, long other, Arguments arguments) {
    if (given.isEmpty()) {
      return typed(other);
    }
    try {
      return typed(Long.decode(given.get().replace("_", "")));
    } catch (NumberFormatException e) {
      throw arguments.fail(
          "Invalid value for integer named param '" + name + "': " + given.get(),
          "write --" + name + "=NUMBER");
    }
  }

  /** Unsigned whatever it is, as bpftrace has it. */
  private static Value typed(long number) {
    return new Value.Constant(Type.UINT64, number);
  }
}
