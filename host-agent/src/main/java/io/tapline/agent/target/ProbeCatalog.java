package io.tapline.agent.target;

import io.tapline.agent.probe.ProbePattern;
import io.tapline.agent.probe.ProbePoint;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What a host offers to be probed. Reads only; answers are values. */
public interface ProbeCatalog {

  /**
   * The sites that match a pattern, in a stable order; empty when there are none.
   *
   * @throws ProbeUnavailableException when the provider as a whole cannot be used here, with what
   *     is missing and what to do
   */
  List<ProbePoint> match(ProbePattern pattern) throws ProbeUnavailableException;

  /** The format of a tracepoint; empty when there is no such event. */
  Optional<TracepointFormat> format(String category, String event);

  /** Names near {@code pattern}, nearest first, for a hint; at most three. */
  List<String> similar(ProbePattern pattern);

  /**
   * The number of the system call whose tracepoints are {@code sys_enter_NAME} and {@code
   * sys_exit_NAME}. With it the compiler watches the call from the cheap raw tracepoint; when it is
   * empty, from the call's own tracepoint.
   */
  default OptionalInt systemCall(String name) {
    return OptionalInt.empty();
  }
}
