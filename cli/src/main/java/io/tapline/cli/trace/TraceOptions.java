package io.tapline.cli.trace;

import java.io.PrintWriter;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.HelpFormatter;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;

/**
 * bpftrace's options, read as getopt(3) reads them: letters may be joined, and what follows the
 * first word that is no option belongs to the script. Not by picocli as other commands: its classes
 * are too old for the JVM's archive of classes, and a trace should start at once.
 */
final class TraceOptions {
  private static final String EXAMPLES =
      """
      Examples:
        tapline trace -e 'tracepoint:syscalls:sys_enter_openat { printf("%s %s\\n", comm, str(args.filename)); }'
        tapline trace -e 'tracepoint:raw_syscalls:sys_enter { @[comm] = count(); }'
        tapline trace -e 'profile:hz:99 { @[kstack] = count(); }'
        tapline trace -e 'uprobe:libc:malloc { @bytes = hist(arg0); }' -c 'ls -lR /etc'
        tapline trace --price -e 'uprobe:libc:malloc { @ = count(); }'
        tapline trace -l 'tracepoint:block:*'
        tapline trace script.bt 42 -- --limit=10
      """;
  private static final String USAGE =
      "tapline trace [options] FILE [parameters] [-- --name=value ...]\n"
          + "       tapline trace [options] -e PROGRAM [parameters] [-- --name=value ...]";
  private static final int WIDTH = 100;

  private static final Options ALL = options();

  private TraceOptions() {}

  private static Options options() {
    Options options = new Options();
    with(options, "e", null, "PROGRAM", "the script itself");
    flag(options, "l", "list", "list the probes that a pattern matches; -v: their arguments");
    with(options, "p", "pid", "PID", "only this process");
    with(options, "c", "cmd", "COMMAND", "start this command, trace it, end with it");
    with(options, "f", null, "FORMAT", "text or json; default: text");
    with(options, "o", "output", "FILE", "write what the script says to FILE");
    with(options, "B", null, "MODE", "buffering of the output: line, full or none; default: line");
    flag(options, "q", "quiet", "only the script speaks");
    flag(options, "v", "verbose", "with -l, arguments too; else accepted and nothing more");
    flag(options, "k", "warnings", "say when memory could not be read");
    flag(options, null, "no-warnings", "no warnings");
    with(options, "d", "debug", "STAGE", "show the compiler's work: ast, types, asm or all");
    flag(options, null, "dry-run", "end once everything is attached");
    flag(options, null, "price", "what a hit of each place will cost, measured here; runs nothing");
    flag(options, null, "bench", "run the bench probes, and how long each takes");
    flag(options, null, "test", "run the test probes, and which pass");
    flag(options, null, "unsafe", "allow what changes the system: system(), signal()");
    flag(options, null, "usdt-file-activation", "accepted: semaphores are raised everywhere anyway");
    with(options, "I", null, "DIR", "accepted for scripts that give it: headers are not read");
    flag(options, "h", "help", "this text");
    return options;
  }

  private static void flag(Options options, String letter, String word, String what) {
    options.addOption(Option.builder(letter).longOpt(word).desc(what).build());
  }

  private static void with(
      Options options, String letter, String word, String argument, String what) {
    options.addOption(
        Option.builder(letter).longOpt(word).hasArg().argName(argument).desc(what).build());
  }

  /**
   * Reads what stands before {@code --}.
   *
   * @throws TraceUsageException for what is no option of bpftrace's
   */
  static CommandLine parse(List<String> words) {
    try {
      CommandLine line = new DefaultParser().parse(ALL, words.toArray(String[]::new), true);
      List<String> rest = line.getArgList();
      boolean scriptGiven = line.hasOption("e");
      if (!scriptGiven && !rest.isEmpty() && rest.get(0).startsWith("-") && rest.get(0).length() > 1) {
        throw new TraceUsageException("unrecognized option '" + rest.get(0) + "'");
      }
      return line;
    } catch (ParseException e) {
      throw new TraceUsageException(String.valueOf(e.getMessage()));
    }
  }

  static void help(PrintWriter to) {
    to.print(EXAMPLES);
    to.println();
    HelpFormatter formatter = new HelpFormatter();
    formatter.setSyntaxPrefix("Usage: ");
    formatter.setOptionComparator(null);
    formatter.printHelp(to, WIDTH, USAGE, "", ALL, 2, 2, "");
    to.flush();
  }
}
