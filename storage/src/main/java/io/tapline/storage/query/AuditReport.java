package io.tapline.storage.query;

import java.util.List;

/**
 * The whole balance.
 *
 * @param lines per agent, its start and tapset
 * @param seconds per host and tapset
 */
public record AuditReport(List<AuditLine> lines, List<AuditSeconds> seconds) {
  /** Whether there are books at all and every difference in them is 0. */
  public boolean balanced() {
    return !lines.isEmpty()
        && lines.stream().allMatch(AuditLine::balanced)
        && seconds.stream().allMatch(AuditSeconds::balanced);
  }
}
