package io.tapline.agent.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapline.agent.compile.CompileOptions;
import io.tapline.agent.compile.CompileResult;
import io.tapline.agent.compile.ScriptCompiler;
import io.tapline.agent.host.HostKernel;
import io.tapline.agent.kernel.load.Privileges;
import io.tapline.agent.script.config.Dialect;
import io.tapline.agent.script.config.ScriptConfig;
import io.tapline.agent.script.expand.ScriptReader;
import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.script.source.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every example of {@code docs/language.md} does what stands there.
 *
 * <p>A block {@code bt} is run, with the words after it as its command line, and stopped a second
 * after it was attached unless it ends by itself; a block {@code output} behind it is what it
 * prints. A block {@code bt-other} is read only, a block {@code bt-pipeline} is compiled for the
 * pipeline.
 */
final class LanguageGuideKernelIT {
  private static final Path GUIDE = Path.of("../docs/language.md");
  private static final long ATTACH_SECONDS = 30;
  private static final long TRACE_MILLIS = 1000;

  @BeforeAll
  static void needs() {
    List<String> missing = Privileges.read().missing();
    assumeTrue(missing.isEmpty(), "missing: " + String.join(", ", missing));
  }

  static List<LanguageGuide.Example> run() throws IOException {
    return examples(LanguageGuide.Kind.TRACE);
  }

  static List<LanguageGuide.Example> others() throws IOException {
    return examples(LanguageGuide.Kind.OTHER);
  }

  static List<LanguageGuide.Example> pipeline() throws IOException {
    return examples(LanguageGuide.Kind.PIPELINE);
  }

  private static List<LanguageGuide.Example> examples(LanguageGuide.Kind kind) throws IOException {
    return LanguageGuide.read(GUIDE).stream().filter(e -> e.kind() == kind).toList();
  }

  @Test
  void theGuideHasExamples() throws IOException {
    assertThat(run()).hasSizeGreaterThan(30);
    assertThat(run()).filteredOn(e -> e.output().isPresent()).hasSizeGreaterThan(15);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("run")
  void runs(LanguageGuide.Example example) throws Exception {
    Said out = new Said();
    Said err = new Said();
    StopFlag flag = new StopFlag();
    int code = trace(example, out, err, flag);
    assertThat(code).as("exit code; errors: %s", err).isZero();
    assertThat((example.json() ? out : err).attached()).as("attached; errors: %s", err).isDone();
    example
        .output()
        .ifPresent(
            output ->
                assertThat(out.toString(StandardCharsets.UTF_8).strip())
                    .as("output; errors: %s", err)
                    .isEqualTo(output.strip()));
  }

  private static int trace(LanguageGuide.Example example, Said out, Said err, StopFlag flag)
      throws ExecutionException, InterruptedException, TimeoutException {
    try (PrintStream output = new PrintStream(out, false, StandardCharsets.UTF_8);
        PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8)) {
      CompletableFuture<Integer> code =
          CompletableFuture.supplyAsync(
              () -> new Tracer(output, errors).run(request(example), flag));
      CompletableFuture.anyOf(code, out.attached(), err.attached())
          .get(ATTACH_SECONDS, TimeUnit.SECONDS);
      try {
        return code.get(TRACE_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        flag.stop();
        return code.get(ATTACH_SECONDS, TimeUnit.SECONDS);
      }
    }
  }

  private static TraceRequest request(LanguageGuide.Example example) {
    return new TraceRequest(
        "stdin",
        example.text(),
        Map.of(),
        example.arguments(),
        List.of(),
        example.json(),
        false,
        true,
        false,
        false,
        TraceRequest.Mode.TRACE,
        Optional.empty());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("others")
  void isRead(LanguageGuide.Example example) {
    Source source = new Source("stdin", example.text());
    Diagnostics diagnostics = new Diagnostics(source);
    ScriptReader.read(
        source, Dialect.TRACE, ScriptConfig.DEFAULT, example.arguments(), diagnostics);
    assertThat(diagnostics.list()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("pipeline")
  void compilesForThePipeline(LanguageGuide.Example example) throws IOException {
    try (HostKernel kernel = HostKernel.open()) {
      CompileResult result =
          ScriptCompiler.compile(
              new Source("guide.bt", example.text()), kernel.catalog(), CompileOptions.DEFAULT);
      assertThat(result).isInstanceOf(CompileResult.Compiled.class);
    }
  }

  /** What a trace says, and when it says that its probes are attached. */
  private static final class Said extends ByteArrayOutputStream {
    private final CompletableFuture<Void> attached = new CompletableFuture<>();

    CompletableFuture<Void> attached() {
      return attached;
    }

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
      super.write(bytes, offset, length);
      if (!attached.isDone()
          && toString(StandardCharsets.UTF_8).matches("(?s).*(Attached|attached_probes).*")) {
        attached.complete(null);
      }
    }

    @Override
    public synchronized String toString() {
      return toString(StandardCharsets.UTF_8);
    }
  }
}
