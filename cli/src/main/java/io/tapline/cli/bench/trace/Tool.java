package io.tapline.cli.bench.trace;

import java.util.ArrayList;
import java.util.List;

/**
 * A tracer with bpftrace's command line.
 *
 * @param name for the table
 * @param command what starts it
 */
record Tool(String name, List<String> command) {
  Tool {
    command = List.copyOf(command);
  }

  /** The command with what it is to run. */
  List<String> with(String... arguments) {
    List<String> line = new ArrayList<>(command);
    line.addAll(List.of(arguments));
    return line;
  }
}
