package io.tapline.agent.script.ast;

import io.tapline.agent.script.source.SourceRange;
import java.util.List;

/**
 * One script as written.
 *
 * @param probes in order
 * @param range the whole text
 */
public record Script(List<Probe> probes, SourceRange range) {
  public Script {
    probes = List.copyOf(probes);
  }
}
