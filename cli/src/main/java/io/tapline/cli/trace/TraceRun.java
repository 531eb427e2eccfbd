package io.tapline.cli.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tapline.agent.price.PriceTag;
import io.tapline.agent.script.config.ScriptArguments;
import io.tapline.agent.trace.ChildCommand;
import io.tapline.agent.trace.StopFlag;
import io.tapline.agent.trace.TraceRequest;
import io.tapline.agent.trace.Tracer;
import io.tapline.cli.process.SignalHandlers;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.commons.cli.CommandLine;
import org.jspecify.annotations.Nullable;

/** One {@code tapline trace}, from its words to its exit code, which is what bpftrace's would be. */
public final class TraceRun {
  private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP", "USR1", "USR2");
  private static final int FAILED = 1;

  private final PrintStream err =
      new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8);

  private TraceRun() {}

  /** Runs it. The words are those after {@code trace}. */
  public static int run(List<String> words) {
    return new TraceRun().execute(words);
  }

  private int execute(List<String> words) {
    int dashes = words.indexOf("--");
    List<String> own = dashes < 0 ? words : words.subList(0, dashes);
    List<String> named = dashes < 0 ? List.of() : words.subList(dashes + 1, words.size());
    try {
      CommandLine line = TraceOptions.parse(own);
      if (line.hasOption("help")) {
        TraceOptions.help(new PrintWriter(new FileOutputStream(FileDescriptor.out), false, UTF_8));
        return 0;
      }
      if (own.isEmpty()) {
        TraceOptions.help(new PrintWriter(err, false, UTF_8));
        return FAILED;
      }
      return line.hasOption("l") && !line.hasOption("e") ? list(line) : trace(line, named);
    } catch (TraceUsageException e) {
      err.println("ERROR: " + e.getMessage());
      return FAILED;
    } catch (IOException e) {
      err.println("ERROR: " + e.getMessage());
      return FAILED;
    }
  }

  /** A pattern, or nothing for all there is. */
  private int list(CommandLine line) {
    PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, UTF_8);
    String pattern = String.join(",", line.getArgList());
    return new Tracer(out, err)
        .list(pattern, process(line.getOptionValue("p")).orElse(0), line.hasOption("v"));
  }

  private int trace(CommandLine line, List<String> named) throws IOException {
    if (line.hasOption("l")) {
      throw new TraceUsageException(
          "-l with a script is not built yet; -l PATTERN lists what a pattern matches");
    }
    StopFlag flag = new StopFlag();
    OutputMode mode = OutputMode.of(line.getOptionValue("B", "line"));
    TraceRequest request = request(line, named);
    try (PrintStream out = mode.open(path(line.getOptionValue("o")));
        SignalHandlers signals = new SignalHandlers(SIGNALS, name -> hear(name, flag))) {
      Tracer tracer = new Tracer(out, err);
      return line.hasOption("price")
          ? show(tracer.price(request), out)
          : tracer.run(request, flag);
    }
  }

  private static @Nullable Path path(@Nullable String file) {
    return file == null ? null : Path.of(file);
  }

  private static int show(Optional<List<PriceTag>> tags, PrintStream out) {
    tags.ifPresent(known -> PriceTable.print(known, out));
    return tags.isPresent() ? 0 : FAILED;
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

  private static TraceRequest request(CommandLine line, List<String> named) throws IOException {
    List<String> rest = new ArrayList<>(line.getArgList());
    ScriptText script =
        line.hasOption("e")
            ? ScriptText.ofOption(line.getOptionValue("e"))
            : ScriptText.ofFile(takeFirst(rest));
    String command = line.getOptionValue("c");
    return new TraceRequest(
        script.name(),
        script.text(),
        System.getenv(),
        arguments(rest, named, process(line.getOptionValue("p")), line.hasOption("unsafe")),
        command == null ? List.of() : ChildCommand.split(command),
        json(line.getOptionValue("f", "text")),
        line.hasOption("q"),
        !line.hasOption("no-warnings"),
        line.hasOption("k"),
        line.hasOption("dry-run"),
        mode(line),
        Optional.ofNullable(line.getOptionValue("d")).map(TraceRun::stage));
  }

  private static String takeFirst(List<String> rest) {
    if (rest.isEmpty()) {
      throw new TraceUsageException("neither a script's file nor -e PROGRAM is given");
    }
    return rest.remove(0);
  }

  private static ScriptArguments arguments(
      List<String> rest, List<String> named, OptionalInt process, boolean unsafe) {
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
    return new ScriptArguments(positional, options, process, OptionalInt.empty(), unsafe);
  }

  private static OptionalInt process(@Nullable String word) {
    if (word == null) {
      return OptionalInt.empty();
    }
    int pid;
    try {
      pid = Integer.parseInt(word);
    } catch (NumberFormatException e) {
      throw new TraceUsageException("Failed to parse pid: '" + word + "' is not a number");
    }
    if (pid < 1 || ProcessHandle.of(pid).isEmpty()) {
      throw new TraceUsageException(
          "Failed to attach to pid: Unable to open pidfd (No such process)");
    }
    return OptionalInt.of(pid);
  }

  private static boolean json(String format) {
    if (!format.equals("text") && !format.equals("json")) {
      throw new TraceUsageException(
          "Invalid output format \"" + format + "\"\nValid formats: 'text', 'json'");
    }
    return format.equals("json");
  }

  private static TraceRequest.Mode mode(CommandLine line) {
    if (line.hasOption("bench")) {
      return TraceRequest.Mode.BENCH;
    }
    return line.hasOption("test") ? TraceRequest.Mode.TEST : TraceRequest.Mode.TRACE;
  }

  private static TraceRequest.Stage stage(String word) {
    return switch (word) {
      case "ast", "parse" -> TraceRequest.Stage.AST;
      case "types", "ir" -> TraceRequest.Stage.IR;
      case "codegen", "codegen-opt", "dis", "asm" -> TraceRequest.Stage.ASM;
      case "all" -> TraceRequest.Stage.ALL;
      default -> throw new TraceUsageException("USAGE: invalid option for -d: " + word);
    };
  }
}
