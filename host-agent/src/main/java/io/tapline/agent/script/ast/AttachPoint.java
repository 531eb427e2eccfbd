package io.tapline.agent.script.ast;

import io.tapline.agent.probe.ProbePattern;
import io.tapline.agent.script.source.SourceRange;

/**
 * A probe's place as written.
 *
 * @param pattern provider and parts
 * @param range where it is written
 */
public record AttachPoint(ProbePattern pattern, SourceRange range) {}
