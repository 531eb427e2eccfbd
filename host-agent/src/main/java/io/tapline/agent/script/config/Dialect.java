package io.tapline.agent.script.config;

/** Whom a script is compiled for. */
public enum Dialect {
  /**
   * The pipeline: aggregation maps are double buffered and emptied each epoch, hits are accounted
   * for, what leaves is rows and series. Statements that write to a terminal are refused.
   */
  PIPELINE,
  /**
   * One terminal, as bpftrace has it: maps are per CPU and last, {@code nsecs} counts suspended
   * time, statements are done in the order of their hits.
   */
  TRACE
}
