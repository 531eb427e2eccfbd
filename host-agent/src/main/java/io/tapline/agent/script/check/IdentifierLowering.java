package io.tapline.agent.script.check;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ir.Builtin;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.record.RecordTable;
import io.tapline.agent.script.source.Suggestions;
import io.tapline.agent.script.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plain names: what the site offers, builtins, functions without arguments, constants. */
final class IdentifierLowering {
  private static final Pattern ARGUMENT = Pattern.compile("arg([0-9]{1,3})");
  private static final List<String> OF_SITE = List.of("args", "arg0", "ctx", "probe", "retval");
  private static final int LONGEST_SHOWN = 40;

  private final Scope scope;
  private final ExpressionLowering expressions;

  IdentifierLowering(Scope scope, ExpressionLowering expressions) {
    this.scope = scope;
    this.expressions = expressions;
  }

  Value lower(Expression.Identifier node) {
    String name = node.name();
    Matcher argument = ARGUMENT.matcher(name);
    if (argument.matches()) {
      return expressions.site().argument(Integer.parseInt(argument.group(1)), node.range());
    }
    switch (name) {
      case "args" -> {
        return expressions.site().whole(node.range());
      }
      case "retval" -> {
        return expressions.site().result(node.range());
      }
      case "ctx" -> {
        return expressions.site().context(node.range());
      }
      default -> {
        return builtin(node);
      }
    }
  }

  private Value builtin(Expression.Identifier node) {
    String name = node.name();
    if (scope.functions().find(name).isPresent()) {
      return expressions.calls().call(new Expression.Call(name, List.of(), node.range()));
    }
    Optional<Builtin> builtin = Builtin.of(name);
    if (builtin.isPresent()) {
      boolean suspended = scope.isTrace() && builtin.get() == Builtin.NSECS;
      return new Value.BuiltinRead(suspended ? Builtin.BOOT_NSECS : builtin.get());
    }
    if (name.equals("probe")) {
      return scope.site().isUnknown()
          ? expressions.literalText("")
          : scope.site().probe(expressions);
    }
    return scope
        .records()
        .constant(name)
        .map(c -> constant(c, node))
        .orElseThrow(() -> unknown(node));
  }

  private Value constant(RecordTable.Constant constant, Expression.Identifier node) {
    if (constant instanceof RecordTable.Constant.Number number) {
      return number(number);
    }
    if (constant instanceof RecordTable.Constant.Text text) {
      return expressions.text(text.text(), node.range());
    }
    throw scope.fail(
        node.range(), "the macro '" + node.name() + "' is no constant", "write what it stands for");
  }

  private Value number(RecordTable.Constant.Number number) {
    if (!(number.type() instanceof Type.Int type)) {
      return new Value.Constant(number.type(), number.value());
    }
    return number.value() < 0 && type.signed()
        ? LiteralFolder.literal(number.value())
        : new Value.Constant(scope.numbers().literal(number.value()), number.value());
  }

  /** Whether a name means something without a look at types. */
  boolean isKnown(String name) {
    return OF_SITE.contains(name)
        || ARGUMENT.matcher(name).matches()
        || Builtin.of(name).isPresent()
        || scope.functions().find(name).isPresent();
  }

  private LoweringFailure unknown(Expression.Identifier node) {
    String name = node.name();
    if (name.equals("emit")) {
      return scope.fail(node.range(), "'emit' is a function", "write emit(name = value, ...)");
    }
    List<String> known = new ArrayList<>(Builtin.words());
    known.addAll(OF_SITE);
    known.addAll(scope.functions().names());
    known.addAll(scope.records().constants());
    return scope.fail(
        node.range(),
        "Unknown identifier: '" + shown(name) + "'",
        Suggestions.didYouMean(name, known));
  }

  /** A name from a script may be as long as the script. */
  static String shown(String name) {
    return name.length() > LONGEST_SHOWN ? name.substring(0, LONGEST_SHOWN) + "..." : name;
  }
}
