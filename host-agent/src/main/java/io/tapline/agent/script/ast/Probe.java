package io.tapline.agent.script.ast;

import io.tapline.agent.script.source.SourceRange;
import java.util.List;
import java.util.Optional;

/**
 * One clause: where, when, and what to do.
 *
 * @param points at least one
 * @param predicate between slashes
 * @param body what happens
 * @param range from the first point to the closing brace
 */
public record Probe(
    List<AttachPoint> points,
    Optional<Expression> predicate,
    List<Statement> body,
    SourceRange range) {
  public Probe {
    points = List.copyOf(points);
    body = List.copyOf(body);
    if (points.isEmpty()) {
      throw new IllegalArgumentException("a probe without a point");
    }
  }
}
