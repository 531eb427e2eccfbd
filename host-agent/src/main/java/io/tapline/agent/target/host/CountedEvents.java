package io.tapline.agent.target.host;

import java.util.List;
import java.util.Optional;

/**
 * Events that are counted, with the counts after which bpftrace makes a hit when the script does
 * not say one.
 *
 * @param hardware whether the processor counts them
 * @param events in the order of their names
 */
record CountedEvents(boolean hardware, List<Event> events) {
  /**
   * One.
   *
   * @param name in full
   * @param alias the short name; empty where there is none
   * @param config {@code enum perf_sw_ids} or {@code enum perf_hw_id}
   * @param period the usual count
   */
  record Event(String name, String alias, int config, long period) {}

  /** What the kernel counts. */
  static final CountedEvents SOFTWARE =
      new CountedEvents(
          false,
          List.of(
              new Event("alignment-faults", "", 7, 1),
              new Event("bpf-output", "", 10, 1),
              new Event("context-switches", "cs", 3, 1_000),
              new Event("cpu-clock", "cpu", 0, 1_000_000),
              new Event("cpu-migrations", "", 4, 1),
              new Event("dummy", "", 9, 1),
              new Event("emulation-faults", "", 8, 1),
              new Event("major-faults", "", 6, 1),
              new Event("minor-faults", "", 5, 100),
              new Event("page-faults", "faults", 2, 100),
              new Event("task-clock", "", 1, 1)));

  /** What processors count. */
  static final CountedEvents HARDWARE =
      new CountedEvents(
          true,
          List.of(
              new Event("backend-stalls", "", 8, 1_000_000),
              new Event("branch-instructions", "branches", 4, 100_000),
              new Event("branch-misses", "", 5, 100_000),
              new Event("bus-cycles", "", 6, 100_000),
              new Event("cache-misses", "", 3, 1_000_000),
              new Event("cache-references", "", 2, 1_000_000),
              new Event("cpu-cycles", "cycles", 0, 1_000_000),
              new Event("frontend-stalls", "", 7, 1_000_000),
              new Event("instructions", "", 1, 1_000_000),
              new Event("ref-cycles", "", 9, 1_000_000)));

  /** The event of a name or alias. */
  Optional<Event> find(String name) {
    return events.stream()
        .filter(e -> e.name().equals(name) || (!e.alias().isEmpty() && e.alias().equals(name)))
        .findFirst();
  }

  /** Names and aliases. */
  List<String> names() {
    return events.stream()
        .flatMap(
            e ->
                e.alias().isEmpty()
                    ? List.of(e.name()).stream()
                    : List.of(e.name(), e.alias()).stream())
        .sorted()
        .toList();
  }
}
