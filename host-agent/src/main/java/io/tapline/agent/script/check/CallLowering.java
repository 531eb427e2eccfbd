package io.tapline.agent.script.check;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.source.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Calls of functions by their names. */
final class CallLowering {
  private final Scope scope;
  private final ExpressionLowering expressions;

  CallLowering(Scope scope, ExpressionLowering expressions) {
    this.scope = scope;
    this.expressions = expressions;
  }

  /** As written, which is without names. */
  Value lower(Expression.Call node) {
    if (!node.function().equals("emit")) {
      for (Expression.Argument argument : node.arguments()) {
        if (argument.name().isPresent()) {
          throw scope.fail(argument.value().range(), node.function() + "() takes no names", "");
        }
      }
    }
    return call(node);
  }

  /** By its function. */
  Value call(Expression.Call node) {
    Optional<Function> function = scope.functions().find(node.function());
    if (function.isEmpty()) {
      throw unknownFunction(node);
    }
    return expressions.site().lift(function.get().lower(node, expressions), node.range());
  }

  private LoweringFailure unknownFunction(Expression.Call node) {
    String name = IdentifierLowering.shown(node.function());
    if (!scope.isTrace() && (name.equals("printf") || name.equals("print"))) {
      return scope.fail(
          node.range(),
          "Unknown function: '" + name + "'",
          "events leave by emit(name = value, ...), maps by themselves");
    }
    if (name.equals("emit") || name.equals("delete")) {
      return scope.fail(node.range(), name + "(...) is a statement and has no value", "");
    }
    List<String> known = new ArrayList<>(scope.functions().names());
    known.add("emit");
    return scope.fail(
        node.range(),
        "Unknown function: '" + name + "'",
        Suggestions.didYouMean(node.function(), known));
  }
}
