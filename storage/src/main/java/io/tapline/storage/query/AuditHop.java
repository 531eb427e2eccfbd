package io.tapline.storage.query;

import java.util.Map;

/**
 * One hop of the line: what it took, what became of that.
 *
 * @param name kernel, agent, publisher, seconds, stream or store
 * @param taken records that came in
 * @param passed records that went on
 * @param dropped records that ended here, by reason
 * @param inFlight records that are on their way now
 * @param difference taken - passed - dropped - in flight: 0 when the hop's books are right
 */
public record AuditHop(
    String name,
    long taken,
    long passed,
    Map<String, Long> dropped,
    long inFlight,
    long difference) {
  /** A hop whose difference is what is left over. */
  static AuditHop of(
      String name, long taken, long passed, Map<String, Long> dropped, long inFlight) {
    long rest = taken - passed - inFlight;
    for (long count : dropped.values()) {
      rest -= count;
    }
    return new AuditHop(name, taken, passed, dropped, inFlight, rest);
  }

  /**
   * A hop between two counters that are read at different moments: what is left over is on its way.
   */
  static AuditHop moving(String name, long taken, long passed, Map<String, Long> dropped) {
    AuditHop still = of(name, taken, passed, dropped, 0);
    return of(name, taken, passed, dropped, still.difference());
  }
}
