package io.tapline.agent.script.check;

import io.tapline.agent.script.ast.AstWalker;
import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ast.Preamble;
import io.tapline.agent.script.ast.Probe;
import io.tapline.agent.script.ast.Script;
import io.tapline.agent.script.ast.Statement;
import io.tapline.agent.script.config.Dialect;
import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.source.Suggestions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Pass: what the script's maps are by how they are written. The first assignment says whether a map
 * gathers, the first use whether it has keys; uses with and without keys do not mix.
 */
final class MapUses extends AstWalker {
  /** Functions whose first argument is a map as a whole, so that it stands without keys. */
  private static final Set<String> TAKE_MAPS =
      Set.of("clear", "delete", "find", "has_key", "len", "print", "zero");

  private final FunctionTable functions;
  private final Diagnostics diagnostics;
  private final Map<String, String> aggregations = new LinkedHashMap<>();
  private final Set<String> set = new LinkedHashSet<>();
  private final Map<String, Boolean> keyed = new HashMap<>();
  private final Map<String, Preamble.MapDeclaration> declarations = new LinkedHashMap<>();
  private final List<Expression.MapAccess> uses = new ArrayList<>();

  private MapUses(FunctionTable functions, Diagnostics diagnostics) {
    this.functions = functions;
    this.diagnostics = diagnostics;
  }

  /** Reads a script; errors are reported. */
  static MapUses of(
      Script script, FunctionTable functions, Dialect dialect, Diagnostics diagnostics) {
    MapUses maps = new MapUses(functions, diagnostics);
    for (Preamble.MapDeclaration declaration : script.preamble().maps()) {
      if (maps.declarations.putIfAbsent(declaration.name(), declaration) != null) {
        diagnostics.error(declaration.range(), "Redefinition of map: " + declaration.name());
      }
    }
    for (Probe probe : script.probes()) {
      probe.predicate().ifPresent(p -> p.accept(maps));
      maps.walk(probe.body());
    }
    if (dialect == Dialect.PIPELINE) {
      maps.uses.forEach(maps::requireSet);
    }
    return maps;
  }

  /** The function that fills an aggregation map; empty for every other. */
  Optional<String> aggregation(String map) {
    return Optional.ofNullable(aggregations.get(map));
  }

  /** How a map is declared, if it is. */
  Optional<Preamble.MapDeclaration> declaration(String map) {
    return Optional.ofNullable(declarations.get(map));
  }

  /** All declarations, in the order of the text. */
  List<Preamble.MapDeclaration> declarations() {
    return List.copyOf(declarations.values());
  }

  /** Whether a map is used anywhere but in its declaration. */
  boolean isUsed(String map) {
    return uses.stream().anyMatch(u -> u.name().equals(map));
  }

  /** The names of all maps that are set somewhere. */
  Set<String> names() {
    return set;
  }

  @Override
  public @Nullable Void visitAssignment(Statement.Assignment node) {
    if (node.target() instanceof Expression.MapAccess map) {
      define(map.name(), aggregationIn(node.value()));
    }
    return super.visitAssignment(node);
  }

  private Optional<String> aggregationIn(Expression value) {
    return value instanceof Expression.Call call
            && functions.aggregation(call.function()).isPresent()
        ? Optional.of(call.function())
        : Optional.empty();
  }

  private void define(String map, Optional<String> aggregation) {
    boolean first = set.add(map);
    if (first) {
      aggregation.ifPresent(function -> aggregations.put(map, function));
    }
  }

  @Override
  public @Nullable Void visitStep(Expression.Step node) {
    if (node.target() instanceof Expression.MapAccess map) {
      define(map.name(), Optional.empty());
    }
    return super.visitStep(node);
  }

  @Override
  public @Nullable Void visitAddressOf(Expression.AddressOf node) {
    if (node.target() instanceof Expression.MapAccess map && map.keys().isEmpty()) {
      uses.add(map);
      return null;
    }
    return super.visitAddressOf(node);
  }

  @Override
  public @Nullable Void visitMapAccess(Expression.MapAccess node) {
    uses.add(node);
    checkKeyed(node.name(), !node.keys().isEmpty(), node.range());
    return super.visitMapAccess(node);
  }

  private void checkKeyed(String map, boolean here, SourceRange range) {
    boolean before = keyed.computeIfAbsent(map, m -> here);
    if (before != here) {
      diagnostics.error(
          range, map + " used as a map " + with(here) + ", previously used " + with(before));
    }
  }

  private static String with(boolean keys) {
    return keys ? "with an explicit key (non-scalar map)" : "without an explicit key (scalar map)";
  }

  @Override
  public @Nullable Void visitCall(Expression.Call node) {
    List<Expression> arguments = node.arguments().stream().map(a -> a.value()).toList();
    for (int i = 0; i < arguments.size(); i++) {
      boolean whole = i == 0 && TAKE_MAPS.contains(node.function());
      if (whole && arguments.get(i) instanceof Expression.MapAccess map && map.keys().isEmpty()) {
        uses.add(map);
      } else {
        arguments.get(i).accept(this);
      }
    }
    return null;
  }

  @Override
  public @Nullable Void visitForMap(Statement.ForMap node) {
    uses.add(node.map());
    walk(node.body());
    return null;
  }

  private void requireSet(Expression.MapAccess use) {
    if (!set.contains(use.name())) {
      diagnostics.error(
          use.range(),
          "map '" + use.name() + "' is never set",
          Suggestions.didYouMean(use.name(), set));
    }
  }

  /**
   * Whether a map has keys wherever they are written; empty when it is never used with or without.
   */
  Optional<Boolean> keyed(String map) {
    return Optional.ofNullable(keyed.get(map));
  }
}
