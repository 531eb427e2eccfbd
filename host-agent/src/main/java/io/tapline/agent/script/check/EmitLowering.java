package io.tapline.agent.script.check;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.Message;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.type.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** {@code emit(name = value, builtin, ...)}: the columns of one event. */
final class EmitLowering {
  private static final int MAX_COLUMNS = 32;

  private final ExpressionLowering expressions;
  private final EventTable events;

  EmitLowering(ExpressionLowering expressions, EventTable events) {
    this.expressions = expressions;
    this.events = events;
  }

  Action lower(Expression.Call call) {
    Scope scope = expressions.scope();
    SourceRange range = call.range();
    if (call.arguments().isEmpty() || call.arguments().size() > MAX_COLUMNS) {
      throw scope.fail(
          range, "emit() takes 1 to " + MAX_COLUMNS + " columns", "write emit(name = value, ...)");
    }
    List<String> names = names(call);
    List<Value> values = new ArrayList<>();
    for (Expression.Argument argument : call.arguments()) {
      values.add(expressions.lower(argument.value()));
    }
    if (scope.isTrace()) {
      return scope.sending(new Message.Row(names), values, range);
    }
    for (int i = 0; i < names.size(); i++) {
      join(EventTable.slot(range, i), values.get(i), names.get(i), call.arguments().get(i));
    }
    events.add(range, names);
    return new Action.Emit(events.event(range, scope), values, range);
  }

  private void join(String slot, Value value, String name, Expression.Argument written) {
    Scope scope = expressions.scope();
    SourceRange range = written.value().range();
    Storable.require(value, scope, range);
    if (!scope.types().join(slot, new Literals(scope).held(value))) {
      String held = scope.types().get(slot).map(Type::toString).orElse("something else");
      throw scope.fail(
          range,
          "column " + name + " holds " + held + " elsewhere and " + value.type() + " here",
          "");
    }
  }

  private List<String> names(Expression.Call call) {
    Scope scope = expressions.scope();
    List<String> names = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Expression.Argument argument : call.arguments()) {
      Expression value = argument.value();
      String name = argument.name().orElseGet(() -> nameOf(value));
      if (!seen.add(name)) {
        throw scope.fail(value.range(), "two columns are called '" + name + "'", "");
      }
      names.add(name);
    }
    return names;
  }

  private String nameOf(Expression value) {
    if (value instanceof Expression.Identifier builtin) {
      return builtin.name();
    }
    throw expressions
        .scope()
        .fail(
            value.range(),
            "a column needs a name",
            "write emit(name = value); only builtins need none");
  }
}
