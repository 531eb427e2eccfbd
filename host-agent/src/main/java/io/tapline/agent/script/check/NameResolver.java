package io.tapline.agent.script.check;

import io.tapline.agent.script.ast.AstWalker;
import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ast.Probe;
import io.tapline.agent.script.ast.Script;
import io.tapline.agent.script.ast.Statement;
import io.tapline.agent.script.ir.Builtin;
import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.source.Suggestions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Pass: every name means something. Builtins and functions are known, scratch variables are set
 * before they are read, maps are set somewhere, always with as many keys, and gather one thing.
 */
final class NameResolver extends AstWalker {
  private final Diagnostics diagnostics;
  private final Map<String, String> aggregates = new LinkedHashMap<>();
  private final Set<String> states = new HashSet<>();
  private final Map<String, Integer> keyCounts = new HashMap<>();
  private final List<Expression.MapAccess> uses = new ArrayList<>();
  private final Set<String> variables = new HashSet<>();

  private NameResolver(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** What the script's maps are; errors are reported. */
  static Names resolve(Script script, Diagnostics diagnostics) {
    NameResolver resolver = new NameResolver(diagnostics);
    for (Probe probe : script.probes()) {
      resolver.variables.clear();
      probe.predicate().ifPresent(p -> p.accept(resolver));
      resolver.walk(probe.body());
    }
    resolver.uses.forEach(resolver::checkUse);
    return new Names(resolver.aggregates, resolver.states);
  }

  @Override
  public @Nullable Void visitAssignment(Statement.Assignment node) {
    boolean compound = node.operator().isPresent();
    String aggregation = aggregation(node.value());
    if (aggregation == null) {
      node.value().accept(this);
    } else {
      ((Expression.Call) node.value()).arguments().forEach(a -> a.value().accept(this));
      if (compound || !(node.target() instanceof Expression.MapAccess)) {
        diagnostics.error(
            node.range(),
            "an aggregation is assigned to a map, with '='",
            "write @name[keys] = count()");
      }
    }
    if (node.target() instanceof Expression.Variable variable) {
      if (compound) {
        variable.accept(this);
      }
      variables.add(variable.name());
    } else if (node.target() instanceof Expression.MapAccess map) {
      define(map, aggregation);
      map.accept(this);
    }
    return null;
  }

  private @Nullable String aggregation(Expression value) {
    return value instanceof Expression.Call call
            && Functions.aggregation(call.function()).isPresent()
        ? call.function()
        : null;
  }

  @Override
  public @Nullable Void visitStep(Expression.Step node) {
    if (node.target() instanceof Expression.MapAccess map) {
      define(map, null);
    } else if (!(node.target() instanceof Expression.Variable)) {
      diagnostics.error(node.range(), "only maps (@name) and variables ($name) are counted up");
    }
    return super.visitStep(node);
  }

  private void define(Expression.MapAccess map, @Nullable String aggregation) {
    String known = aggregates.get(map.name());
    boolean first = known == null && !states.contains(map.name());
    if (!first && !Objects.equals(known, aggregation)) {
      diagnostics.error(
          map.range(),
          "map '" + map.name() + "' is used for two things",
          "a map either gathers one kind of aggregation or holds plain values");
    } else if (aggregation == null) {
      states.add(map.name());
    } else {
      aggregates.put(map.name(), aggregation);
    }
  }

  @Override
  public @Nullable Void visitMapAccess(Expression.MapAccess node) {
    int keys = flatCount(node.keys());
    int expected = keyCounts.computeIfAbsent(node.name(), n -> keys);
    if (expected != keys) {
      diagnostics.error(
          node.range(),
          "map '" + node.name() + "' has " + counted(keys) + " here and " + expected + " before");
    }
    uses.add(node);
    return super.visitMapAccess(node);
  }

  private static String counted(int keys) {
    return keys == 1 ? "1 key" : keys + " keys";
  }

  /** A tuple as a key is its elements as keys. */
  private static int flatCount(List<Expression> keys) {
    return keys.stream()
        .mapToInt(k -> k instanceof Expression.Tuple tuple ? flatCount(tuple.elements()) : 1)
        .sum();
  }

  private void checkUse(Expression.MapAccess use) {
    if (!states.contains(use.name()) && !aggregates.containsKey(use.name())) {
      Set<String> known = new HashSet<>(states);
      known.addAll(aggregates.keySet());
      diagnostics.error(
          use.range(),
          "map '" + use.name() + "' is never set",
          Suggestions.didYouMean(use.name(), known));
    }
  }

  @Override
  public @Nullable Void visitVariable(Expression.Variable node) {
    if (!variables.contains(node.name())) {
      diagnostics.error(
          node.range(),
          "variable '" + node.name() + "' is read before it is set",
          Suggestions.didYouMean(node.name(), variables));
    }
    return null;
  }

  @Override
  public @Nullable Void visitForMap(Statement.ForMap node) {
    return notBuilt(node.range(), "for");
  }

  @Override
  public @Nullable Void visitForRange(Statement.ForRange node) {
    return notBuilt(node.range(), "for");
  }

  @Override
  public @Nullable Void visitWhile(Statement.While node) {
    return notBuilt(node.range(), "while");
  }

  private @Nullable Void notBuilt(SourceRange range, String what) {
    diagnostics.error(range, "'" + what + "' is not built yet");
    return null;
  }

  @Override
  public @Nullable Void visitFieldAccess(Expression.FieldAccess node) {
    if (node.record() instanceof Expression.Identifier name && name.name().equals("args")) {
      return null;
    }
    return super.visitFieldAccess(node);
  }

  @Override
  public @Nullable Void visitIdentifier(Expression.Identifier node) {
    String name = node.name();
    if (Builtin.of(name).isPresent() || name.matches("arg[0-9]{1,2}")) {
      return null;
    }
    if (name.equals("args")) {
      diagnostics.error(node.range(), "'args' needs a field", "write args.NAME");
    } else if (isFunction(name)) {
      diagnostics.error(node.range(), "'" + name + "' is a function", "write " + name + "(...)");
    } else {
      List<String> known = new ArrayList<>(Builtin.words());
      known.addAll(List.of("args", "arg0", "arg1"));
      unknown(node.range(), "builtin", name, known);
    }
    return null;
  }

  @Override
  public @Nullable Void visitEvaluation(Statement.Evaluation node) {
    if (node.expression() instanceof Expression.Call call
        && Names.STATEMENTS.contains(call.function())) {
      Optional<Expression.MapAccess> deleted = deletedEntry(call);
      if (deleted.isPresent()) {
        return deleted.get().accept(this);
      }
      call.arguments().forEach(a -> a.value().accept(this));
      return null;
    }
    int before = diagnostics.list().size();
    node.expression().accept(this);
    if (!(node.expression() instanceof Expression.Step) && diagnostics.list().size() == before) {
      diagnostics.error(node.range(), "this computes a value and does nothing with it");
    }
    return null;
  }

  /** {@code delete(@map, key)} is another way to write {@code delete(@map[key])}. */
  static Optional<Expression.MapAccess> deletedEntry(Expression.Call call) {
    List<Expression.Argument> arguments = call.arguments();
    if (!call.function().equals("delete")
        || arguments.isEmpty()
        || arguments.size() > 2
        || !(arguments.get(0).value() instanceof Expression.MapAccess map)) {
      return Optional.empty();
    }
    if (arguments.size() == 1) {
      return Optional.of(map);
    }
    return map.keys().isEmpty()
        ? Optional.of(
            new Expression.MapAccess(map.name(), List.of(arguments.get(1).value()), call.range()))
        : Optional.empty();
  }

  @Override
  public @Nullable Void visitCall(Expression.Call node) {
    String name = node.function();
    if (Functions.aggregation(name).isPresent()) {
      diagnostics.error(
          node.range(),
          name + "() stands alone on the right of a map assignment",
          "write @name[keys] = " + name + "(...)");
    } else if (Names.STATEMENTS.contains(name)) {
      diagnostics.error(node.range(), name + "(...) is a statement and has no value");
    } else if (!isFunction(name)) {
      unknownFunction(node);
    }
    return super.visitCall(node);
  }

  private static boolean isFunction(String name) {
    return Functions.find(name).isPresent() || Names.STATEMENTS.contains(name);
  }

  private void unknownFunction(Expression.Call node) {
    String name = node.function();
    if (name.equals("printf") || name.equals("print")) {
      diagnostics.error(
          node.range(),
          "no function '" + name + "'",
          "events leave by emit(name = value, ...), maps by themselves");
      return;
    }
    List<String> known = new ArrayList<>(Functions.names());
    known.addAll(Names.STATEMENTS);
    unknown(node.range(), "function", name, known.stream().sorted().toList());
  }

  private void unknown(SourceRange range, String what, String name, List<String> known) {
    String shown = name.length() > 40 ? name.substring(0, 40) + "..." : name;
    String near = Suggestions.didYouMean(name, known);
    diagnostics.error(
        range,
        "no " + what + " '" + shown + "'",
        near.isEmpty() ? "known ones are " + String.join(", ", known) : near);
  }
}
