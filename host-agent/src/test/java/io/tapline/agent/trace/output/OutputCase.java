package io.tapline.agent.trace.output;

import java.util.List;

/**
 * Something a script prints, made by hand, beside the script that makes bpftrace print it.
 *
 * @param name of the files with what is expected
 * @param script for bpftrace; empty for what bpftrace does not have or prints differently each time
 * @param steps what our output is told
 */
record OutputCase(String name, String script, List<Step> steps) {

  /** One thing the output is told. */
  interface Step {
    void tell(TraceOutput output);
  }

  OutputCase(String name, String script, Step... steps) {
    this(name, script, List.of(steps));
  }

  @Override
  public String toString() {
    return name;
  }
}
