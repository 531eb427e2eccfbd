package io.tapline.agent.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapline.agent.kernel.load.Privileges;
import io.tapline.agent.script.config.ScriptArguments;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Timer;
import java.util.TimerTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Small scripts with what bpftrace 0.27.1 printed for them and its exit code: ours must be the same
 * to the byte. What bpftrace prints in the order of a kernel's hash table, which differs from run
 * to run, is compared line by line in any order.
 *
 * <p>Beside {@code name.bt} lie {@code name.out}, {@code name.code} unless it is 0, and {@code
 * name.arguments}, one word a line: {@code --unsafe} and {@code -f json} are the tracer's own.
 */
final class TraceCorpusKernelIT {
  private static final Path CORPUS = Path.of("src/test/resources/corpus");
  private static final long LIMIT_MILLIS = 10_000;

  @BeforeAll
  static void needs() {
    List<String> missing = Privileges.read().missing();
    assumeTrue(missing.isEmpty(), "missing: " + String.join(", ", missing));
  }

  static Stream<String> scripts() throws IOException {
    try (Stream<Path> files = Files.walk(CORPUS)) {
      return files
          .filter(file -> file.toString().endsWith(".bt"))
          .map(file -> CORPUS.relativize(file).toString().replace(".bt", ""))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("scripts")
  void saysWhatBpftraceSays(String name) throws IOException {
    Ran ran = run(name);
    String expected = read(name, ".out").orElseThrow();
    assertThat(ran.code())
        .as("exit code; errors: %s", ran.errors())
        .isEqualTo(read(name, ".code").map(String::strip).map(Integer::parseInt).orElse(0));
    if (!ran.output().equals(expected)) {
      assertThat(lines(ran.output())).as("errors: %s", ran.errors()).isEqualTo(lines(expected));
      assertThat(isUnordered(expected)).as("lines in another order: %s", ran.output()).isTrue();
    }
  }

  /** Only maps of plain values come in the order of the kernel's hash table. */
  private static boolean isUnordered(String expected) {
    return expected.lines().filter(line -> line.startsWith("@") && line.contains("]: ")).count() > 1
        || expected.contains("{\"type\": \"map\"");
  }

  private static String lines(String text) {
    String[] lines = text.split("\n", -1);
    Arrays.sort(lines);
    return String.join("\n", lines);
  }

  /** What came of a script. */
  private record Ran(int code, String output, String errors) {}

  private static Ran run(String name) throws IOException {
    List<String> words = new ArrayList<>(read(name, ".arguments").orElse("").lines().toList());
    boolean unsafe = words.remove("--unsafe");
    boolean json = words.remove("-f json");
    TraceRequest request =
        new TraceRequest(
            "stdin",
            read(name, ".bt").orElseThrow().stripTrailing(),
            Map.of(),
            arguments(words, unsafe),
            List.of(),
            json,
            false,
            true,
            false,
            false,
            TraceRequest.Mode.TRACE,
            Optional.empty());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    StopFlag flag = new StopFlag();
    Timer limit = new Timer(true);
    limit.schedule(
        new TimerTask() {
          @Override
          public void run() {
            flag.stop();
          }
        },
        LIMIT_MILLIS);
    try (PrintStream output = new PrintStream(out, false, StandardCharsets.UTF_8);
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      int code = new Tracer(output, errors).run(request, flag);
      output.flush();
      return new Ran(
          code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      limit.cancel();
    }
  }

  private static ScriptArguments arguments(List<String> words, boolean unsafe) {
    int dashes = words.indexOf("--");
    List<String> positional = new ArrayList<>(dashes < 0 ? words : words.subList(0, dashes));
    Map<String, String> named = new LinkedHashMap<>();
    for (String word : dashes < 0 ? List.<String>of() : words.subList(dashes + 1, words.size())) {
      int equals = word.indexOf('=');
      named.put(
          word.substring(2, equals < 0 ? word.length() : equals),
          equals < 0 ? "" : word.substring(equals + 1));
    }
    return new ScriptArguments(positional, named, OptionalInt.empty(), OptionalInt.empty(), unsafe);
  }

  private static Optional<String> read(String name, String ending) {
    Path file = CORPUS.resolve(name + ending);
    try {
      return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
