package io.tapline.agent.script.ir;

import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.script.source.SourceRange;
import java.util.List;
import java.util.Optional;

/**
 * One probe of the script at one site: what becomes one program.
 *
 * @param point where the program is attached; what it is given follows from the point's kind
 * @param name the site as the script means it, for counters; it differs from the point's name where
 *     a system call's tracepoint is watched from the raw one
 * @param guard what must be true for this to be a hit at all
 * @param predicate what the script asks first
 * @param actions what it does
 * @param range of the probe in the text
 */
public record Clause(
    ProbePoint point,
    String name,
    Optional<Value> guard,
    Optional<Value> predicate,
    List<Action> actions,
    SourceRange range) {
  public Clause {
    actions = List.copyOf(actions);
  }
}
