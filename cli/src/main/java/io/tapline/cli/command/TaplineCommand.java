package io.tapline.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command without a word after it: shows what there is. */
@Command(
    name = "tapline",
    sortOptions = false,
    mixinStandardHelpOptions = false,
    footerHeading = "Examples:%n",
    footer = {
      "  tapline up                            start everything on this machine; prints the page's address",
      "  tapline up --for 60s                  the same for a minute, then the summary",
      "  tapline trace -e 'tracepoint:raw_syscalls:sys_enter { @[comm] = count(); }'",
      "  tapline doctor                        what this host can trace, and what to do where it cannot",
      "  tapline query p99_by_host             a named question; 'tapline query' lists them",
      "  tapline sql \"select tapset, count() from events group by tapset\"",
      "  tapline tail pg.query                 events as they arrive",
      "  tapline audit                         the ledger, hop by hop; exit code 0 only if it balances",
      ""
    },
    description = "DTrace for a whole Linux fleet, with history.%n",
    subcommands = {
      UpCommand.class,
      TraceCommand.class,
      QueryCommand.class,
      SqlCommand.class,
      TailCommand.class,
      ListCommand.class,
      AuditCommand.class,
      DoctorCommand.class,
      AgentCommand.class,
      SetupCommand.class,
      BenchCommand.class,
      CompletionCommand.class,
      VersionCommand.class,
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "  0:done",
      "  1:a check failed, or the server refused the SQL",
      "  2:the command line is not understood",
      "  3:nothing answers: no running line, store or broker",
      "  4:this host cannot do it: rights, kernel, Java, disk space, port",
      "  5:a part of the line died; the rest was stopped cleanly",
      "  6:a guard refused: folder in use, wrong checksum",
      " 70:a defect in Tapline; please report it",
      "130:interrupted"
    })
public final class TaplineCommand extends CommandWithHelp implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
