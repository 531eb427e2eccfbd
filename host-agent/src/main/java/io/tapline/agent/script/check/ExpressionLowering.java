package io.tapline.agent.script.check;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ast.ExpressionVisitor;
import io.tapline.agent.script.ast.TypeName;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.Scratch;
import io.tapline.agent.script.ir.ScriptMap;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.source.Diagnostic;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.source.Suggestions;
import io.tapline.agent.script.type.Type;
import io.tapline.agent.script.type.TypeRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Expressions to typed values; one class per concept does it. */
public final class ExpressionLowering implements ExpressionVisitor<Value> {
  private final Scope scope;
  private final Literals literals;
  private final Operators operators;
  private final Conversions conversions;
  private final SiteLowering site;
  private final IdentifierLowering identifiers;
  private final VariableLowering variables;
  private final MapLowering maps;
  private final MemberLowering members;
  private final ElementLowering elements;
  private final TupleLowering tuples;
  private final TypeLowering types;
  private final CastLowering casts;
  private final SizeLowering sizes;
  private final StepLowering steps;
  private final ConditionLowering conditions;
  private final ChoiceLowering choices;
  private final StatementLowering statements;

  ExpressionLowering(Scope scope, StatementLowering statements) {
    this.scope = scope;
    this.statements = statements;
    this.literals = new Literals(scope);
    this.conversions = new Conversions(scope, literals);
    this.operators =
        scope.isTrace()
            ? new TraceOperators(scope, literals, conversions)
            : new PipelineOperators(scope);
    this.site = new SiteLowering(scope);
    this.identifiers = new IdentifierLowering(scope, this);
    this.variables = new VariableLowering(scope, literals, conversions);
    this.maps = new MapLowering(scope, this, literals, conversions);
    this.members = new MemberLowering(scope, this);
    this.elements = new ElementLowering(scope, this, literals);
    this.tuples = new TupleLowering(scope, this);
    this.types = new TypeLowering(scope, this);
    this.casts = new CastLowering(scope, this);
    this.sizes = new SizeLowering(scope, this);
    this.steps = new StepLowering(scope, this);
    this.conditions = new ConditionLowering(scope, this);
    this.choices = new ChoiceLowering(scope, this, literals, conversions);
  }

  // -- What functions ask.

  public Scope scope() {
    return scope;
  }

  /** An expression's value. */
  public Value lower(Expression expression) {
    Value value = expression.accept(this);
    scope.remember(value, expression.range());
    return value;
  }

  /** A value that can be computed with. */
  public Value number(Expression expression) {
    Value value = lower(expression);
    boolean number =
        scope.isTrace()
            ? value.type() instanceof Type.Pointer
                || TypeRules.asOperand(value.type()).isPresent()
            : TypeRules.asInteger(value.type()).isPresent();
    if (!number) {
      throw scope.fail(expression.range(), "a number is needed here, this is " + value.type(), "");
    }
    return value;
  }

  /** A number known now; empty when the expression's value is not. */
  public Optional<Value.Constant> constant(Expression expression) {
    Value value = lower(expression);
    if (value instanceof Value.Convert convert
        && convert.operand() instanceof Value.Constant
        && ConstantFolder.fold(convert) instanceof Value.Constant folded) {
      return Optional.of(folded);
    }
    return value instanceof Value.Constant constant ? Optional.of(constant) : Optional.empty();
  }

  /** Text known now; empty when the expression is none. */
  public Optional<String> text(Expression expression) {
    return lower(expression) instanceof Value.TextConstant text
        ? Optional.of(text.text())
        : Optional.empty();
  }

  /** A number known now. */
  public long literal(Expression expression, String what, long least, long most) {
    Optional<Value.Constant> constant = constant(expression);
    if (constant.isPresent()
        && constant.get().value() >= least
        && constant.get().value() <= most) {
      return constant.get().value();
    }
    throw scope.fail(
        expression.range(), what + " must be a number from " + least + " to " + most, "");
  }

  /** The map that an argument names: {@code @m}, without keys. */
  public ScriptMap scriptMap(Expression expression) {
    if (!(expression instanceof Expression.MapAccess map) || !map.keys().isEmpty()) {
      throw scope.fail(expression.range(), "a map is needed here", "write @name, without keys");
    }
    return maps.map(map.name(), map.range());
  }

  /**
   * A key argument for a map, a tuple taken apart; the map's key types are widened by it. What has
   * to be done first is in front of the first part.
   */
  public List<Value> keysFor(ScriptMap map, Expression key) {
    return keysOf(maps.key(map.name(), List.of(key), key.range()));
  }

  /** The keys of {@code @m[a, b]}, likewise. */
  public List<Value> keys(Expression.MapAccess map) {
    return keysOf(maps.key(map));
  }

  private static List<Value> keysOf(MapLowering.Key key) {
    if (key.before().isEmpty() || key.parts().isEmpty()) {
      return key.parts();
    }
    List<Value> parts = new ArrayList<>(key.parts());
    parts.set(0, new Value.Sequence(key.before(), parts.get(0)));
    return parts;
  }

  /** A value as another type: cut, extended, or taken for what it is. */
  public Value convert(Value value, Type type) {
    if (value.type().equals(type)) {
      return value;
    }
    return type instanceof Type.Int integer
            && (TypeRules.asInteger(value.type()).isPresent()
                || TypeRules.asOperand(value.type()).isPresent())
        ? ConstantFolder.fold(new Value.Convert(value, integer))
        : new Value.Retype(value, type);
  }

  /** A type as written: names, {@code typeof}, stars and brackets. */
  public Type type(TypeName written) {
    return types.lower(written);
  }

  /** Text as a value. */
  public Value text(String text, SourceRange range) {
    int bytes = TextBytes.buffer(text);
    if (bytes > scope.limits().maxTextBytes()) {
      throw scope.fail(
          range,
          "a string of " + bytes + " bytes is longer than " + scope.limits().maxTextBytes(),
          "");
    }
    return literalText(text);
  }

  /** Text of the compiler's own, as a value. */
  public Value literalText(String text) {
    return new Value.TextConstant(new Type.Text(TextBytes.buffer(text)), text);
  }

  /** A number as if the script had written it. */
  public Value numberOf(long number) {
    return scope.isTrace()
        ? LiteralFolder.literal(number)
        : new Value.Constant(Type.INT64, number);
  }

  /** The variable that a function fills; it may begin there. */
  public Scratch filled(Expression.Variable variable, Type type) {
    return variables.filled(variable, type);
  }

  /** A value that can be used several times: it is computed before, into {@code actions}. */
  public Value once(Value value, List<Action> actions, SourceRange range) {
    return literals.once(value, actions, range);
  }

  /** Whether a map is used with keys; empty when it is never used with or without. */
  public Optional<Boolean> hasKeys(String map) {
    return scope.maps().keyed(map);
  }

  /** What a map gathers, as messages call it: {@code count_t}; empty for every other map. */
  public Optional<String> gathered(Expression expression) {
    return maps.gatheredType(expression);
  }

  /** A call by its function. */
  Value call(Expression.Call node) {
    Optional<Function> function = scope.functions().find(node.function());
    if (function.isEmpty()) {
      throw unknownFunction(node);
    }
    return site.lift(function.get().lower(node, this), node.range());
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

  // -- What the other lowerings ask.

  Operators operators() {
    return operators;
  }

  SiteLowering site() {
    return site;
  }

  IdentifierLowering identifiers() {
    return identifiers;
  }

  VariableLowering variables() {
    return variables;
  }

  MapLowering maps() {
    return maps;
  }

  MemberLowering members() {
    return members;
  }

  ChoiceLowering choices() {
    return choices;
  }

  StepLowering steps() {
    return steps;
  }

  Conversions conversions() {
    return conversions;
  }

  /** The type of an expression that is not computed. */
  Type typeOf(Expression expression) {
    return variables.typeOf(() -> lower(expression));
  }

  /** A condition: anything that is zero or not. */
  Value condition(Expression expression) {
    return conditions.lower(expression);
  }

  // -- The nodes.

  @Override
  public Value visitIntegerLiteral(Expression.IntegerLiteral node) {
    return new Value.Constant(scope.numbers().literal(node.value()), node.value());
  }

  @Override
  public Value visitStringLiteral(Expression.StringLiteral node) {
    return text(node.text(), node.range());
  }

  @Override
  public Value visitBooleanLiteral(Expression.BooleanLiteral node) {
    Type type = scope.isTrace() ? new Type.Bool() : Type.INT64;
    return new Value.Constant(type, node.value() ? 1 : 0);
  }

  @Override
  public Value visitPositionalParameter(Expression.PositionalParameter node) {
    return PositionalParameters.lower(node, this);
  }

  @Override
  public Value visitIdentifier(Expression.Identifier node) {
    return identifiers.lower(node);
  }

  @Override
  public Value visitVariable(Expression.Variable node) {
    return variables.read(node);
  }

  @Override
  public Value visitMapAccess(Expression.MapAccess node) {
    return maps.read(node);
  }

  @Override
  public Value visitFieldAccess(Expression.FieldAccess node) {
    return members.lower(node);
  }

  @Override
  public Value visitIndex(Expression.Index node) {
    return elements.index(node);
  }

  @Override
  public Value visitCall(Expression.Call node) {
    if (!node.function().equals("emit")) {
      for (Expression.Argument argument : node.arguments()) {
        if (argument.name().isPresent()) {
          throw scope.fail(
              argument.value().range(), node.function() + "() takes no names", "");
        }
      }
    }
    return call(node);
  }

  @Override
  public Value visitUnary(Expression.Unary node) {
    refuseGathered(node.operand(), "The " + node.operator().symbol(), node.range());
    return operators.unary(node.operator(), lower(node.operand()), node.range());
  }

  private void refuseGathered(Expression operand, String operator, SourceRange range) {
    Optional<String> gathered = maps.gatheredType(operand);
    if (gathered.isPresent()) {
      throw scope.fail(
          range,
          operator
              + " operator can not be used on expressions of type '"
              + gathered.get()
              + "'",
          maps.isNumber(operand) ? "cast it: (int64)..." : "");
    }
  }

  @Override
  public Value visitBinary(Expression.Binary node) {
    refuseGathered(node);
    return operators.binary(
        new Operators.Operation(
            node.operator(),
            lower(node.left()),
            lower(node.right()),
            node.left().range(),
            node.right().range(),
            node.range()));
  }

  /** What gathers more than one number is no operand. */
  private void refuseGathered(Expression.Binary node) {
    if (maps.isManyNumbers(node.left()) || maps.isManyNumbers(node.right())) {
      String left = operandType(node.left());
      String right = operandType(node.right());
      throw scope.fail(
          node.range(),
          "Type mismatch for '"
              + node.operator().symbol()
              + "': comparing "
              + left
              + " with "
              + right,
          List.of(
              new Diagnostic.Note(node.left().range(), "left (" + left + ")"),
              new Diagnostic.Note(node.right().range(), "right (" + right + ")")));
    }
  }

  private String operandType(Expression operand) {
    return maps.gatheredType(operand).orElseGet(() -> lower(operand).type().toString());
  }

  @Override
  public Value visitConditional(Expression.Conditional node) {
    return choices.lower(node);
  }

  @Override
  public Value visitCast(Expression.Cast node) {
    return casts.lower(node);
  }

  @Override
  public Value visitAddressOf(Expression.AddressOf node) {
    return elements.address(node);
  }

  @Override
  public Value visitDereference(Expression.Dereference node) {
    return elements.dereference(node);
  }

  @Override
  public Value visitStep(Expression.Step node) {
    return steps.value(node);
  }

  @Override
  public Value visitBlock(Expression.Block node) {
    scope.variables().enter();
    try {
      List<Action> actions = statements.lower(node.statements());
      Value value = lower(node.value());
      return actions.isEmpty() ? value : new Value.Sequence(actions, value);
    } finally {
      scope.variables().leave();
    }
  }

  @Override
  public Value visitSizeOf(Expression.SizeOf node) {
    return sizes.size(node);
  }

  @Override
  public Value visitOffsetOf(Expression.OffsetOf node) {
    return sizes.offset(node);
  }

  @Override
  public Value visitTypeInfo(Expression.TypeInfo node) {
    return sizes.info(node);
  }

  @Override
  public Value visitComptime(Expression.Comptime node) {
    return choices.comptime(node);
  }

  @Override
  public Value visitRecordLiteral(Expression.RecordLiteral node) {
    return tuples.record(node);
  }

  @Override
  public Value visitTuple(Expression.Tuple node) {
    return tuples.tuple(node);
  }

  @Override
  public Value visitNone(Expression.None node) {
    return scope.nothing(List.of());
  }
}
