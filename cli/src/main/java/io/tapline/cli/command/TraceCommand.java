package io.tapline.cli.command;

import io.tapline.cli.trace.TraceRun;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/**
 * The place of {@code trace} among the commands. Its options are bpftrace's and are read elsewhere;
 * {@code Main} goes there at once, without this.
 */
@Command(
    name = "trace",
    footerHeading = "Examples:%n",
    footer = {
      "  tapline trace -e 'tracepoint:raw_syscalls:sys_enter { @[comm] = count(); }'",
      "  tapline trace --help                      more of them, and the options",
      ""
    },
    description = "Run a bpftrace script on this host, without the pipeline; Ctrl-C ends it.")
public final class TraceCommand implements Callable<Integer> {
  @Unmatched private List<String> words = List.of();

  @Override
  public Integer call() {
    return TraceRun.run(words);
  }
}
