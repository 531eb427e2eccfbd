package io.tapline.agent.script.check;

import io.tapline.agent.script.ast.AstWalker;
import io.tapline.agent.script.ast.Expression;
import io.tapline.agent.script.ast.Probe;
import io.tapline.agent.script.ast.Script;
import io.tapline.agent.script.config.Dialect;
import io.tapline.agent.script.ir.CheckedScript;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where {@code probe} is a number that the host shows as a name: in a script that watches many
 * system calls with one program and only shows {@code probe} or keeps it in keys. Everywhere else
 * it is text that is known when the script is compiled.
 */
final class ProbeNumbers {
  /** Numbers of system calls' exits begin here, those of entries with the call's own. */
  private static final int FIRST_EXIT = 4096;

  /** Numbers of other sites. */
  private static final int FIRST_OTHER = 8192;

  private static final Type.Int PROBE = new Type.Int(4, false, Type.Rendering.PROBE);
  private static final int FEWEST_CALLS = 2;

  private final boolean used;
  private final Map<Integer, String> names = new LinkedHashMap<>();
  private final Map<String, Integer> others = new HashMap<>();

  private ProbeNumbers(boolean used) {
    this.used = used;
  }

  /** Decides for a script. */
  static ProbeNumbers of(Script script, List<Hit> hits, Dialect dialect) {
    Map<Integer, Integer> calls = new HashMap<>();
    for (Hit hit : hits) {
      if (systemCall(hit.site()).isPresent()) {
        calls.merge(hit.number(), 1, Integer::sum);
      }
    }
    Set<Integer> shared = new HashSet<>();
    calls.forEach((probe, count) -> addIf(count >= FEWEST_CALLS, probe, shared));
    Uses uses = new Uses();
    boolean shows = false;
    for (int i = 0; i < script.probes().size(); i++) {
      Probe probe = script.probes().get(i);
      uses.shown = false;
      probe.predicate().ifPresent(p -> p.accept(uses));
      uses.body(probe);
      shows |= uses.shown && shared.contains(i);
    }
    return new ProbeNumbers(dialect == Dialect.TRACE && shows && !uses.computed);
  }

  private static void addIf(boolean condition, Integer probe, Set<Integer> probes) {
    if (condition) {
      probes.add(probe);
    }
  }

  /** The call's number and its name, for a site that watches one system call among all. */
  private static Optional<Long> systemCall(Site site) {
    return site.guard().isPresent()
            && site.guard().get() instanceof Value.Comparison comparison
            && comparison.right() instanceof Value.Constant constant
        ? Optional.of(constant.value())
        : Optional.empty();
  }

  /** The hits, told from each other by numbers where that is needed. */
  List<Hit> number(List<Hit> hits) {
    if (!used) {
      return hits;
    }
    List<Hit> numbered = new ArrayList<>();
    for (Hit hit : hits) {
      numbered.add(hit.site().isUnknown() ? hit : hit.at(numbered(hit.site())));
    }
    return numbered;
  }

  private Site numbered(Site site) {
    Optional<Long> call = systemCall(site);
    if (call.isPresent() && site.arguments() instanceof SystemCallArguments arguments) {
      int first = arguments.entry() ? 0 : FIRST_EXIT;
      names.put((int) (first + call.get()), site.name());
      Value number = arguments.number();
      Value shifted =
          first == 0
              ? number
              : new Value.Arithmetic(
                  Value.Arithmetic.Operator.ADD,
                  number,
                  new Value.Constant(Type.INT64, first),
                  Type.INT64);
      return site.withNumber(new Value.Convert(shifted, PROBE));
    }
    int number = others.computeIfAbsent(site.name(), n -> FIRST_OTHER + others.size());
    names.put(number, site.name());
    return site.withNumber(new Value.Constant(PROBE, number));
  }

  /** The script with the names that its numbers mean. */
  CheckedScript named(CheckedScript script) {
    return new CheckedScript(
        script.clauses(),
        script.states(),
        script.aggregates(),
        script.events(),
        script.messages(),
        names,
        script.ranges());
  }

  /** How scripts use the word. */
  private static final class Uses extends AstWalker {
    private static final Set<String> SHOWING = Set.of("emit", "print", "printf", "warnf", "errorf");

    private boolean shown;
    private boolean computed;

    void body(Probe probe) {
      walk(probe.body());
    }

    @Override
    public @Nullable Void visitIdentifier(Expression.Identifier node) {
      computed |= node.name().equals("probe");
      return null;
    }

    @Override
    public @Nullable Void visitCall(Expression.Call node) {
      computed |= node.function().equals("probe");
      if (!SHOWING.contains(node.function())) {
        return super.visitCall(node);
      }
      node.arguments().forEach(a -> show(a.value()));
      return null;
    }

    @Override
    public @Nullable Void visitMapAccess(Expression.MapAccess node) {
      node.keys().forEach(this::show);
      return null;
    }

    private void show(Expression value) {
      if (value instanceof Expression.Identifier name && name.name().equals("probe")) {
        shown = true;
      } else if (value instanceof Expression.Tuple tuple) {
        tuple.elements().forEach(this::show);
      } else {
        value.accept(this);
      }
    }
  }
}
