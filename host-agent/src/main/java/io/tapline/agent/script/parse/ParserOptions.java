package io.tapline.agent.script.parse;

import java.util.List;

/**
 * How scripts are read.
 *
 * @param positional what {@code $1} and so on are in attach points
 * @param trace whether it is for a terminal: mistakes are told with bpftrace's words, and strings
 *     and comments hold any character
 */
public record ParserOptions(List<String> positional, boolean trace) {
  /** For the pipeline, with no parameters. */
  public static final ParserOptions NONE = new ParserOptions(List.of(), false);

  public ParserOptions {
    positional = List.copyOf(positional);
  }
}
