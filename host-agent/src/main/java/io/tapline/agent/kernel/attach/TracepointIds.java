package io.tapline.agent.kernel.attach;

import java.util.OptionalInt;

/** The numbers by which perf_event_open(2) knows tracepoints; tracefs tells them. */
@FunctionalInterface
public interface TracepointIds {
  /** A tracepoint's number; empty when this kernel has no such event. */
  OptionalInt id(String category, String event);
}
