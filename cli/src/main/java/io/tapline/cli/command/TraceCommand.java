package io.tapline.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tapline.agent.price.PriceTag;
import io.tapline.agent.script.config.ScriptArguments;
import io.tapline.agent.trace.ChildCommand;
import io.tapline.agent.trace.StopFlag;
import io.tapline.agent.trace.TraceRequest;
import io.tapline.agent.trace.Tracer;
import io.tapline.cli.process.SignalHandlers;
import io.tapline.cli.trace.OutputMode;
import io.tapline.cli.trace.PriceTable;
import io.tapline.cli.trace.ScriptText;
import io.tapline.cli.trace.TraceUsageException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * bpftrace's command line: one script, this host, no pipeline. What stands after the script is the
 * script's own; what stands after {@code --} may name its parameters.
 */
@Command(
    name = "trace",
    sortOptions = false,
    footerHeading = "Examples:%n",
    footer = {
      "  tapline trace -e 'tracepoint:syscalls:sys_enter_openat { printf(\"%%s %%s\\n\", comm, str(args.filename)); }'",
      "  tapline trace -e 'tracepoint:raw_syscalls:sys_enter { @[comm] = count(); }'",
      "  tapline trace -e 'profile:hz:99 { @[kstack] = count(); }'",
      "  tapline trace -e 'uprobe:libc:malloc { @bytes = hist(arg0); }' -c 'ls -lR /etc'",
      "  tapline trace -l 'tracepoint:block:*'",
      "  tapline trace --price -e 'uprobe:libc:malloc { @ = count(); }'",
      "  tapline trace script.bt 42 -- --limit=10",
      ""
    },
    description = "Run a bpftrace script on this host, without the pipeline; Ctrl-C ends it.")
public final class TraceCommand extends CommandWithHelp implements Callable<Integer> {
  private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP", "USR1", "USR2");

  @Option(names = "-e", paramLabel = "PROGRAM", description = "The script itself.")
  private @Nullable String program;

  @Option(
      names = {"-l", "--list"},
      description = "List probes that match, or those of a script; -v shows their arguments.")
  private boolean list;

  @Option(
      names = {"-p", "--pid"},
      paramLabel = "PID",
      description = "Only this process.")
  private @Nullable Integer process;

  @Option(
      names = {"-c", "--cmd"},
      paramLabel = "COMMAND",
      description = "Start this command, trace it, end with it.")
  private @Nullable String command;

  @Option(
      names = "-f",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "text or json. Default: text.")
  private String format = "text";

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write what the script says to FILE.")
  private @Nullable Path file;

  @Option(
      names = "-B",
      paramLabel = "MODE",
      defaultValue = "line",
      description = "Buffering of the output: line, full or none. Default: line.")
  private String buffering = "line";

  @Option(
      names = {"-q", "--quiet"},
      description = "Only the script speaks.")
  private boolean quiet;

  @Option(
      names = {"-v", "--verbose"},
      description = "With -l, arguments too.")
  private boolean verbose;

  @Option(
      names = {"-k", "--warnings"},
      description = "Say when memory could not be read.")
  private boolean helperFaults;

  @Option(names = "--no-warnings", description = "No warnings.")
  private boolean noWarnings;

  @Option(
      names = {"-d", "--debug"},
      paramLabel = "STAGE",
      description = "Show the compiler's work: ast, ir, asm or all.")
  private @Nullable String stage;

  @Option(names = "--dry-run", description = "End once everything is attached.")
  private boolean dryRun;

  @Option(
      names = "--price",
      description = "What a hit of each place will cost, measured here; nothing of the script runs.")
  private boolean price;

  @Option(names = "--unsafe", description = "Allow what changes the system: system(), signal().")
  private boolean unsafe;

  @Option(
      names = "--usdt-file-activation",
      description = "Taken for scripts that give it: semaphores are raised in every process anyway.")
  private boolean fileActivation;

  @Option(names = "-I", paramLabel = "DIR", description = "Where imports are looked for.")
  private List<Path> includes = List.of();

  @Parameters(paramLabel = "FILE", description = "A script's file, - for standard input; then its own.")
  private List<String> words = new ArrayList<>();

  private List<String> named = List.of();

  /** What stood after {@code --}: picocli takes the dashes away, and they matter here. */
  public TraceCommand withNamed(List<String> afterDashes) {
    named = List.copyOf(afterDashes);
    return this;
  }

  @Override
  public Integer call() {
    PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8);
    StopFlag flag = new StopFlag();
    try (PrintStream out = OutputMode.of(buffering).open(file);
        SignalHandlers signals = new SignalHandlers(SIGNALS, name -> hear(name, flag))) {
      Tracer tracer = new Tracer(out, err);
      return price ? show(tracer.price(request()), out) : tracer.run(request(), flag);
    } catch (TraceUsageException e) {
      err.println("ERROR: " + e.getMessage());
      return 1;
    } catch (IOException e) {
      err.println("ERROR: " + e.getMessage());
      return 1;
    }
  }

  private static int show(Optional<List<PriceTag>> tags, PrintStream out) {
    tags.ifPresent(known -> PriceTable.print(known, out));
    return tags.isPresent() ? 0 : 1;
  }

  /** Ctrl-C ends a trace; SIGUSR1 runs its probes of that signal, and shows the maps. */
  private static void hear(String signal, StopFlag flag) {
    if (signal.startsWith("USR")) {
      flag.raise("SIG" + signal);
      flag.showMaps();
    } else {
      flag.stop();
    }
  }

  private TraceRequest request() throws IOException {
    List<String> rest = new ArrayList<>(words);
    ScriptText script = program == null ? ScriptText.ofFile(takeFirst(rest)) : ScriptText.ofOption(program);
    return new TraceRequest(
        script.name(),
        script.text(),
        System.getenv(),
        arguments(rest),
        command == null ? List.of() : ChildCommand.split(command),
        json(),
        quiet,
        !noWarnings,
        helperFaults,
        dryRun,
        stage());
  }

  private static String takeFirst(List<String> rest) {
    if (rest.isEmpty()) {
      throw new TraceUsageException("neither a script's file nor -e PROGRAM is given");
    }
    return rest.remove(0);
  }

  private ScriptArguments arguments(List<String> rest) {
    Map<String, String> options = new LinkedHashMap<>();
    List<String> positional = new ArrayList<>(rest);
    for (String word : named) {
      if (word.startsWith("--")) {
        int equals = word.indexOf('=');
        options.put(
            word.substring(2, equals < 0 ? word.length() : equals),
            equals < 0 ? "" : word.substring(equals + 1));
      } else {
        positional.add(word);
      }
    }
    OptionalInt only = process == null ? OptionalInt.empty() : OptionalInt.of(process);
    return new ScriptArguments(positional, options, only, OptionalInt.empty(), unsafe);
  }

  private boolean json() {
    if (!format.equals("text") && !format.equals("json")) {
      throw new TraceUsageException(
          "Invalid output format \"" + format + "\"\nValid formats: 'text', 'json'");
    }
    return format.equals("json");
  }

  private Optional<TraceRequest.Stage> stage() {
    if (stage == null) {
      return Optional.empty();
    }
    return Optional.of(
        switch (stage) {
          case "ast" -> TraceRequest.Stage.AST;
          case "types", "ir" -> TraceRequest.Stage.IR;
          case "codegen", "codegen-opt", "dis", "asm" -> TraceRequest.Stage.ASM;
          case "all" -> TraceRequest.Stage.ALL;
          default -> throw new TraceUsageException("USAGE: invalid option for -d: " + stage);
        });
  }
}
