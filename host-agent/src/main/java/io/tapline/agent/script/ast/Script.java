package io.tapline.agent.script.ast;

import io.tapline.agent.script.source.SourceRange;
import java.util.List;

/**
 * One script as written.
 *
 * @param preamble what stands before and between the probes
 * @param probes in order
 * @param range the whole text
 */
public record Script(Preamble preamble, List<Probe> probes, SourceRange range) {
  public Script {
    probes = List.copyOf(probes);
  }
}
