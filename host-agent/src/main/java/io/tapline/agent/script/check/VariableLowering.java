package io.tapline.agent.script.check;

import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ast.Statement;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.Scratch;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.source.Diagnostic;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.source.Suggestions;
import io.tapline.agent.script.type.Type;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Scratch variables: where they begin, what they are, what they are set to. */
final class VariableLowering {
  private final Scope scope;
  private final Literals literals;
  private final Conversions conversions;
  private int types;

  VariableLowering(Scope scope, Literals literals, Conversions conversions) {
    this.scope = scope;
    this.literals = literals;
    this.conversions = conversions;
  }

  /** A variable's value. */
  Value read(Expression.Variable node) {
    Variables.Variable variable = find(node);
    if (!variable.isAssigned() && types == 0) {
      scope.warn(node.range(), "Variable used before it was assigned: " + node.name());
    }
    return new Value.ScratchRead(scratch(variable, node.range()));
  }

  /** The type of what is only looked at and not computed. */
  Type typeOf(Supplier<Value> value) {
    types++;
    try {
      return value.get().type();
    } finally {
      types--;
    }
  }

  private Variables.Variable find(Expression.Variable node) {
    Variables.Variable variable =
        scope
            .variables()
            .find(node.name())
            .orElseThrow(
                () ->
                    scope.fail(
                        node.range(),
                        "Undefined or undeclared variable: " + node.name(),
                        Suggestions.didYouMean(node.name(), scope.variables().names())));
    if (variable.isBroken()) {
      throw new LoweringFailure();
    }
    return variable;
  }

  private Scratch scratch(Variables.Variable variable, SourceRange range) {
    Type type =
        variable
            .declared()
            .or(() -> scope.types().get(scope.slot(variable.id())))
            .orElseThrow(
                () -> scope.fail(range, "Could not resolve the type of this variable", ""));
    return new Scratch(variable.id(), type);
  }

  /**
   * {@code $x = value}; a variable that is not there yet begins here.
   *
   * @param valueRange where the value is written
   */
  Action assign(
      Expression.Variable target, Value value, SourceRange valueRange, SourceRange range) {
    Variables.Variable variable =
        scope
            .variables()
            .find(target.name())
            .orElseGet(() -> declare(target.name(), Variables.Origin.ASSIGNMENT, range, null));
    return set(variable, value, valueRange, range);
  }

  private Variables.Variable declare(
      String name, Variables.Origin origin, SourceRange range, @Nullable Type type) {
    return scope.variables().declare(name, origin, range, type);
  }

  private Action set(
      Variables.Variable variable, Value value, SourceRange valueRange, SourceRange range) {
    variable.assign();
    try {
      if (value.type() instanceof Type.None) {
        throw scope.fail(
            range, "Value '" + value.type() + "' cannot be assigned to a scratch variable.", "");
      }
      join(variable, value, range);
      Scratch scratch = scratch(variable, range);
      return new Action.SetScratch(
          scratch, conversions.fit(value, scratch.type(), valueRange), range);
    } catch (LoweringFailure failure) {
      variable.breakIt();
      throw failure;
    }
  }

  private void join(Variables.Variable variable, Value value, SourceRange range) {
    Optional<Type> declared = variable.declared();
    String slot = scope.slot(variable.id());
    boolean fits =
        declared.isPresent()
            ? conversions.canHold(declared.get(), value)
            : Storable.require(value, scope, range)
                && scope.types().join(slot, literals.held(value));
    if (!fits) {
      throw mismatch(variable, value.type(), range);
    }
  }

  private LoweringFailure mismatch(Variables.Variable variable, Type type, SourceRange range) {
    Type known =
        variable
            .declared()
            .or(() -> scope.types().get(scope.slot(variable.id())))
            .orElse(new Type.None());
    return scope.fail(
        range,
        "Type mismatch for "
            + variable.name()
            + ": trying to assign value of type '"
            + type
            + "' when variable already has a type '"
            + known
            + "'",
        "");
  }

  /** Says that what a variable is set to is wrong, so that its uses are not complained about. */
  void broken(Expression.Variable target, SourceRange range) {
    Variables.Variable variable =
        scope
            .variables()
            .find(target.name())
            .orElseGet(() -> declare(target.name(), Variables.Origin.ASSIGNMENT, range, null));
    variable.assign();
    variable.breakIt();
  }

  /**
   * {@code let $x: type = value}.
   *
   * @param type what is written; null when nothing is, or text of any length
   * @param value what it is set to; null when nothing is written
   */
  Optional<Action> let(Statement.Let node, @Nullable Type type, @Nullable Value value) {
    SourceRange range = node.variable().range();
    Optional<Variables.Variable> before = scope.variables().find(node.variable().name());
    if (before.isPresent()) {
      throw shadows(node, before.get());
    }
    Variables.Variable variable =
        declare(node.variable().name(), Variables.Origin.DECLARATION, node.range(), type);
    if (value != null) {
      SourceRange valueRange = node.value().orElseThrow().range();
      return Optional.of(set(variable, value, valueRange, node.range()));
    }
    // In a loop it is empty again in each round.
    return type == null
        ? Optional.empty()
        : Zeros.of(type).map(zero -> new Action.SetScratch(scratch(variable, range), zero, range));
  }

  private LoweringFailure shadows(Statement.Let node, Variables.Variable before) {
    return scope.fail(
        node.range(),
        "Variable "
            + node.variable().name()
            + " was already declared. Variable shadowing is not allowed.",
        origin(before));
  }

  /** The variable of a loop, in the block that the loop began. */
  Scratch loop(Expression.Variable node, @Nullable Type type, @Nullable HeldType held) {
    Variables.Variable variable = declare(node.name(), Variables.Origin.LOOP, node.range(), type);
    variable.assign();
    if (held != null) {
      scope.types().join(scope.slot(variable.id()), held);
    }
    return scratch(variable, node.range());
  }

  /** Refuses a loop's variable that is there already. */
  void requireNew(Expression.Variable node) {
    Optional<Variables.Variable> before = scope.variables().find(node.name());
    if (before.isPresent()) {
      throw scope.fail(
          node.range(),
          "Loop declaration shadows existing variable: " + node.name(),
          origin(before.get()));
    }
  }

  private static List<Diagnostic.Note> origin(Variables.Variable variable) {
    return List.of(new Diagnostic.Note(variable.range(), variable.origin().words()));
  }

  /** The variable that a step or a function changes, with the type that it then has. */
  Scratch changed(Expression.Variable node, HeldType to, SourceRange range) {
    Variables.Variable variable = find(node);
    variable.assign();
    if (variable.declared().isEmpty() && !scope.types().join(scope.slot(variable.id()), to)) {
      throw mismatch(variable, to.type(scope.numbers()), range);
    }
    return scratch(variable, range);
  }

  /** The variable that a function fills; it may begin there. */
  Scratch filled(Expression.Variable node, Type type) {
    Variables.Variable variable =
        scope
            .variables()
            .find(node.name())
            .orElseGet(() -> declare(node.name(), Variables.Origin.ASSIGNMENT, node.range(), null));
    variable.assign();
    if (variable.declared().isEmpty()
        && !scope.types().join(scope.slot(variable.id()), HeldType.of(type))) {
      throw mismatch(variable, type, node.range());
    }
    return scratch(variable, node.range());
  }

  /** Where a variable is; whoever has its address may set it. */
  Scratch addressed(Expression.Variable node) {
    Variables.Variable variable = find(node);
    variable.assign();
    return scratch(variable, node.range());
  }

  /** Says which declared variables nobody set. */
  void warnAboutUnset() {
    for (Variables.Variable variable : scope.variables().neverAssigned()) {
      scope.warn(variable.range(), "Variable " + variable.name() + " was never assigned to.");
    }
  }
}
