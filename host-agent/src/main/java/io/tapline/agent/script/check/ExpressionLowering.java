package io.tapline.agent.script.check;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ast.ExpressionVisitor;
import io.tapline.agent.script.ast.TypeName;
import io.tapline.agent.script.ir.Builtin;
import io.tapline.agent.script.ir.ScriptMap;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.source.Suggestions;
import io.tapline.agent.script.type.Type;
import io.tapline.agent.script.type.TypeRules;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Expressions to typed values. */
final class ExpressionLowering implements ExpressionVisitor<Value> {
  /** Most keys of a map. */
  private static final int MAX_KEYS = 8;

  private final Scope scope;

  ExpressionLowering(Scope scope) {
    this.scope = scope;
  }

  Scope scope() {
    return scope;
  }

  Value lower(Expression expression) {
    return expression.accept(this);
  }

  /** A value that can be computed with. */
  Value number(Expression expression) {
    Value value = lower(expression);
    if (TypeRules.asInteger(value.type()).isEmpty()) {
      throw scope.fail(expression.range(), "a number is needed here, this is " + value.type(), "");
    }
    return value;
  }

  /** A number known now; empty when the expression's value is not. */
  Optional<Value.Constant> constant(Expression expression) {
    return lower(expression) instanceof Value.Constant constant
        ? Optional.of(constant)
        : Optional.empty();
  }

  /** Text known now; empty when the expression is none. */
  Optional<String> text(Expression expression) {
    return lower(expression) instanceof Value.TextConstant text
        ? Optional.of(text.text())
        : Optional.empty();
  }

  /** The map that an argument names: {@code @m}, without keys. */
  ScriptMap scriptMap(Expression expression) {
    if (!(expression instanceof Expression.MapAccess map) || !map.keys().isEmpty()) {
      throw scope.fail(expression.range(), "a map is needed here", "write @name, without keys");
    }
    return scope.map(map.name(), map.range());
  }

  /** A key argument for a map, a tuple taken apart; the map's key types are widened by it. */
  List<Value> keysFor(ScriptMap map, Expression key) {
    return keys(new Expression.MapAccess(map.name(), List.of(key), key.range()));
  }

  /** A value as another type: cut, extended, or taken for what it is. */
  Value convert(Value value, Type type) {
    if (value.type().equals(type)) {
      return value;
    }
    return type instanceof Type.Int integer && TypeRules.asInteger(value.type()).isPresent()
        ? ConstantFolder.fold(new Value.Convert(value, integer))
        : new Value.Retype(value, type);
  }

  /** A type as written: names, {@code typeof}, stars and brackets. */
  Type type(TypeName written) {
    Type type = base(written);
    for (int i = 0; i < written.pointers(); i++) {
      type = new Type.Pointer(type, scope.site().arguments().space());
    }
    List<Optional<Expression>> lengths = written.lengths();
    for (int i = lengths.size() - 1; i >= 0; i--) {
      Expression length =
          lengths
              .get(i)
              .orElseThrow(() -> scope.fail(written.range(), "the array has no length", ""));
      type = new Type.Array(type, (int) literal(length, "an array's length", 0, 65_536));
    }
    return type;
  }

  private Type base(TypeName written) {
    if (written.base() instanceof TypeName.Base.TypeOf of) {
      return lower(of.value()).type();
    }
    String words = ((TypeName.Base.Named) written.base()).words();
    return scope
        .records()
        .named(words)
        .orElseThrow(
            () ->
                scope.fail(
                    written.range(),
                    "Cannot resolve unknown type \"" + words + "\"",
                    Suggestions.didYouMean(words, scope.records().similarTypes(words))));
  }

  /** A number known now. */
  long literal(Expression expression, String what, long least, long most) {
    if (lower(expression) instanceof Value.Constant constant
        && constant.value() >= least
        && constant.value() <= most) {
      return constant.value();
    }
    throw scope.fail(
        expression.range(), what + " must be a number from " + least + " to " + most, "");
  }

  /** A map's keys, tuples taken apart, and the map's key types widened by them. */
  List<Value> keys(Expression.MapAccess map) {
    List<Value> keys = new ArrayList<>();
    flatten(map.keys(), keys);
    if (keys.size() > MAX_KEYS) {
      throw scope.fail(map.range(), "a map has at most " + MAX_KEYS + " keys", "");
    }
    scope.joinKeys(map.name(), keys, map.range());
    return keys;
  }

  private void flatten(List<Expression> expressions, List<Value> keys) {
    for (Expression expression : expressions) {
      if (expression instanceof Expression.Tuple tuple) {
        flatten(tuple.elements(), keys);
      } else {
        keys.add(lower(expression));
      }
    }
  }

  @Override
  public Value visitIntegerLiteral(Expression.IntegerLiteral node) {
    return new Value.Constant(node.value() < 0 ? Type.UINT64 : Type.INT64, node.value());
  }

  @Override
  public Value visitStringLiteral(Expression.StringLiteral node) {
    int bytes = node.text().getBytes(StandardCharsets.UTF_8).length + 1;
    if (bytes > scope.limits().maxTextBytes()) {
      throw scope.fail(
          node.range(),
          "a string of " + bytes + " bytes is longer than " + scope.limits().maxTextBytes(),
          "");
    }
    return new Value.TextConstant(new Type.Text(bytes), node.text());
  }

  @Override
  public Value visitIdentifier(Expression.Identifier node) {
    Optional<Builtin> builtin = Builtin.of(node.name());
    if (builtin.isPresent()) {
      return new Value.BuiltinRead(builtin.get());
    }
    Optional<Function> function = Functions.find(node.name());
    if (function.isPresent()) {
      Expression.Call call = new Expression.Call(node.name(), List.of(), node.range());
      return function.get().lower(call, this);
    }
    int index = Integer.parseInt(node.name().substring("arg".length()));
    int known = scope.site().arguments().arguments();
    return scope
        .site()
        .arguments()
        .argument(index)
        .orElseThrow(() -> noArgument(node.range(), node.name(), known));
  }

  private LoweringFailure noArgument(SourceRange range, String name, int known) {
    String site = scope.site().name();
    List<String> fields = scope.site().arguments().fields();
    if (known > 0) {
      return scope.fail(
          range,
          site + " has no " + name,
          known == 1 ? "it has arg0" : "its last is arg" + (known - 1));
    }
    String hint = fields.isEmpty() ? "" : "its fields are args." + String.join(", args.", fields);
    return scope.fail(range, site + " has no numbered arguments", hint);
  }

  @Override
  public Value visitVariable(Expression.Variable node) {
    return new Value.ScratchRead(scope.scratch(node.name(), node.range()));
  }

  @Override
  public Value visitMapAccess(Expression.MapAccess node) {
    if (scope.aggregation(node.name()).isPresent()) {
      throw scope.fail(
          node.range(), "'" + node.name() + "' is an aggregation and cannot be read here", "");
    }
    List<Value> keys = keys(node);
    return new Value.MapRead(scope.state(node.name(), keys.size(), node.range()), keys);
  }

  @Override
  public Value visitFieldAccess(Expression.FieldAccess node) {
    requireArgs(node.record());
    return scope
        .site()
        .arguments()
        .field(node.field())
        .orElseThrow(() -> noField(node.range(), node.field()));
  }

  private void requireArgs(Expression record) {
    if (!(record instanceof Expression.Identifier name && name.name().equals("args"))) {
      throw scope.fail(record.range(), "only 'args' has fields", "");
    }
  }

  private LoweringFailure noField(SourceRange range, String field) {
    List<String> fields = scope.site().arguments().fields();
    if (fields.contains(field)) {
      return scope.fail(
          range,
          "field '" + field + "' of " + scope.site().name() + " cannot be read as a whole",
          "an element of an array is args." + field + "[0]");
    }
    String near = Suggestions.didYouMean(field, fields);
    if (near.isEmpty() && !fields.isEmpty()) {
      near = "its fields are " + String.join(", ", fields);
    } else if (near.isEmpty() && scope.site().arguments().arguments() > 0) {
      near = "its arguments are arg0, arg1, ...";
    }
    return scope.fail(range, scope.site().name() + " has no field '" + field + "'", near);
  }

  @Override
  public Value visitIndex(Expression.Index node) {
    if (!(node.array() instanceof Expression.FieldAccess field)) {
      throw scope.fail(node.range(), "only array fields of 'args' have elements", "");
    }
    requireArgs(field.record());
    int index = (int) literal(node.index(), "an index", 0, 1024);
    return scope
        .site()
        .arguments()
        .element(field.field(), index)
        .orElseThrow(
            () ->
                scope.fail(
                    node.range(),
                    scope.site().name() + " has no element " + field.field() + "[" + index + "]",
                    ""));
  }

  @Override
  public Value visitCall(Expression.Call node) {
    for (Expression.Argument argument : node.arguments()) {
      if (argument.name().isPresent()) {
        throw scope.fail(argument.value().range(), node.function() + "() takes no names", "");
      }
    }
    return Functions.find(node.function())
        .orElseThrow(() -> new IllegalStateException("function not resolved: " + node.function()))
        .lower(node, this);
  }

  @Override
  public Value visitUnary(Expression.Unary node) {
    Value operand = number(node.operand());
    Value.Unary.Operator operator =
        switch (node.operator()) {
          case NEGATE -> Value.Unary.Operator.NEGATE;
          case NOT -> Value.Unary.Operator.NOT;
          case COMPLEMENT -> Value.Unary.Operator.COMPLEMENT;
        };
    boolean signed = TypeRules.asInteger(operand.type()).orElseThrow().signed();
    boolean negative = operator == Value.Unary.Operator.NEGATE;
    Type.Int type = negative || signed ? Type.INT64 : Type.UINT64;
    return ConstantFolder.fold(new Value.Unary(operator, operand, type));
  }

  @Override
  public Value visitBinary(Expression.Binary node) {
    Value left = lower(node.left());
    Value right = lower(node.right());
    return BinaryLowering.lower(node, left, right, scope);
  }

  @Override
  public Value visitConditional(Expression.Conditional node) {
    Value condition = number(node.condition());
    Value then = lower(node.then());
    Value otherwise = lower(node.otherwise());
    Type type =
        TypeRules.join(then.type(), otherwise.type())
            .orElseThrow(
                () ->
                    scope.fail(
                        node.range(),
                        "the outcomes are " + then.type() + " and " + otherwise.type(),
                        "both must be numbers, or both strings"));
    return new Value.Conditional(condition, then, otherwise, type);
  }

  @Override
  public Value visitCast(Expression.Cast node) {
    return convert(number(node.operand()), type(node.type()));
  }

  @Override
  public Value visitTuple(Expression.Tuple node) {
    throw scope.fail(node.range(), "a tuple can only be a map's key", "write @name[(a, b)]");
  }

  @Override
  public Value visitBooleanLiteral(Expression.BooleanLiteral node) {
    throw notBuilt(node.range());
  }

  @Override
  public Value visitPositionalParameter(Expression.PositionalParameter node) {
    throw notBuilt(node.range());
  }

  @Override
  public Value visitAddressOf(Expression.AddressOf node) {
    throw notBuilt(node.range());
  }

  @Override
  public Value visitDereference(Expression.Dereference node) {
    throw notBuilt(node.range());
  }

  @Override
  public Value visitStep(Expression.Step node) {
    throw notBuilt(node.range());
  }

  @Override
  public Value visitBlock(Expression.Block node) {
    throw notBuilt(node.range());
  }

  @Override
  public Value visitSizeOf(Expression.SizeOf node) {
    throw notBuilt(node.range());
  }

  @Override
  public Value visitOffsetOf(Expression.OffsetOf node) {
    throw notBuilt(node.range());
  }

  @Override
  public Value visitTypeInfo(Expression.TypeInfo node) {
    throw notBuilt(node.range());
  }

  @Override
  public Value visitComptime(Expression.Comptime node) {
    throw notBuilt(node.range());
  }

  @Override
  public Value visitRecordLiteral(Expression.RecordLiteral node) {
    throw notBuilt(node.range());
  }

  @Override
  public Value visitNone(Expression.None node) {
    throw scope.fail(node.range(), "a block without a value stands where a value is needed", "");
  }

  private LoweringFailure notBuilt(SourceRange range) {
    return scope.fail(range, "this is not built yet", "");
  }
}
