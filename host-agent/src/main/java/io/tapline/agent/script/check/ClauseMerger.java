package io.tapline.agent.script.check;

import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.probe.Provider;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.CheckedScript;
import io.tapline.agent.script.ir.Clause;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.type.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Pass: clauses of one probe that do the same become one program. It is attached to all their
 * points; or, where they watch system calls at one point, it asks whether the call is one of
 * theirs.
 */
final class ClauseMerger {
  private ClauseMerger() {}

  /** What must be the same: the probe, and all that it does. */
  private record Body(
      SourceRange probe, Provider provider, Optional<Value> predicate, List<Action> actions) {}

  /** The same script with fewer clauses. */
  static CheckedScript merge(CheckedScript script) {
    Map<Body, List<Clause>> alike = new LinkedHashMap<>();
    for (Clause clause : script.clauses()) {
      Body body =
          new Body(clause.range(), clause.point().provider(), clause.predicate(), clause.actions());
      alike.computeIfAbsent(body, b -> new ArrayList<>()).add(clause);
    }
    List<Clause> merged = new ArrayList<>();
    alike.values().forEach(clauses -> merged.addAll(mergeAlike(clauses)));
    return new CheckedScript(
        merged,
        script.states(),
        script.aggregates(),
        script.events(),
        script.messages(),
        script.probeNames(),
        script.ranges());
  }

  private static List<Clause> mergeAlike(List<Clause> clauses) {
    Map<ProbePoint, List<Clause>> calls = new LinkedHashMap<>();
    Map<Optional<Value>, List<Clause>> others = new LinkedHashMap<>();
    for (Clause clause : clauses) {
      if (callNumber(clause).isPresent()) {
        calls.computeIfAbsent(clause.point(), p -> new ArrayList<>()).add(clause);
      } else {
        others.computeIfAbsent(clause.guard(), g -> new ArrayList<>()).add(clause);
      }
    }
    List<Clause> merged = new ArrayList<>();
    calls.values().forEach(same -> merged.add(mergeCalls(same)));
    others.values().forEach(same -> merged.add(mergePoints(same)));
    return merged;
  }

  private static Clause mergePoints(List<Clause> clauses) {
    // The same place twice is hit twice.
    List<ProbePoint> points = clauses.stream().map(Clause::point).toList();
    Clause first = clauses.get(0);
    return new Clause(
        points, first.name(), first.guard(), first.predicate(), first.actions(), first.range());
  }

  private static Clause mergeCalls(List<Clause> clauses) {
    Clause first = clauses.get(0);
    if (clauses.size() == 1) {
      return first;
    }
    Set<Integer> members = new LinkedHashSet<>();
    clauses.forEach(c -> members.add(callNumber(c).orElseThrow()));
    Value number = ((Value.Comparison) first.guard().orElseThrow()).left();
    return new Clause(
        first.points(),
        first.name(),
        Optional.of(new Value.InSet(number, members, new Type.Bool())),
        first.predicate(),
        first.actions(),
        first.range());
  }

  /** The number of the system call that a clause's guard asks for. */
  private static Optional<Integer> callNumber(Clause clause) {
    return clause.guard().isPresent()
            && clause.guard().get() instanceof Value.Comparison comparison
            && comparison.right() instanceof Value.Constant constant
        ? Optional.of((int) constant.value())
        : Optional.empty();
  }
}
