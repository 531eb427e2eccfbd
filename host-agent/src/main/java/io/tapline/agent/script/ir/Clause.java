package io.tapline.agent.script.ir;

import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.script.source.SourceRange;
import java.util.List;
import java.util.Optional;

/**
 * One probe of the script at one site, or at several where it does the same: what becomes one
 * program.
 *
 * @param points where the program is attached, at least one, all of one provider; what it is given
 *     follows from the points' kind
 * @param name the first site as the script means it, for counters; it differs from the point's name
 *     where a system call's tracepoint is watched from the raw one
 * @param guard what must be true for this to be a hit at all
 * @param predicate what the script asks first
 * @param actions what it does
 * @param range of the probe in the text
 */
public record Clause(
    List<ProbePoint> points,
    String name,
    Optional<Value> guard,
    Optional<Value> predicate,
    List<Action> actions,
    SourceRange range) {
  public Clause {
    points = List.copyOf(points);
    actions = List.copyOf(actions);
    if (points.isEmpty()) {
      throw new IllegalArgumentException("a clause without a point: name=" + name);
    }
  }

  /** The first of its points; the others are of the same kind. */
  public ProbePoint point() {
    return points.get(0);
  }
}
