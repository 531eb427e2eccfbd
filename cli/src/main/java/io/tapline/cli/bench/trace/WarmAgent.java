package io.tapline.cli.bench.trace;

import io.tapline.agent.compile.CompileOptions;
import io.tapline.agent.compile.CompileResult;
import io.tapline.agent.compile.CompiledScript;
import io.tapline.agent.compile.ScriptCompiler;
import io.tapline.agent.host.HostKernel;
import io.tapline.agent.kernel.attach.AttachException;
import io.tapline.agent.kernel.attach.AttachOptions;
import io.tapline.agent.kernel.attach.Attachment;
import io.tapline.agent.kernel.load.KernelObjects;
import io.tapline.agent.kernel.load.LoadException;
import io.tapline.agent.script.config.ScriptArguments;
import io.tapline.agent.script.config.ScriptConfig;
import io.tapline.agent.script.source.Diagnostic;
import io.tapline.agent.script.source.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Scripts in a JVM that has run some before, as in an agent. */
final class WarmAgent implements AutoCloseable {
  private static final int WARM_UP = 30;

  private final HostKernel kernel;
  private final int rounds;

  WarmAgent(int rounds) throws IOException {
    this.kernel = HostKernel.open();
    this.rounds = Math.max(rounds, 30);
  }

  /** From a script's text until it is attached everywhere, in milliseconds. */
  double millisToAttached(String script) throws IOException {
    for (int i = 0; i < WARM_UP; i++) {
      attach(script);
    }
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < rounds; i++) {
      millis.add(attach(script));
    }
    return new Figures(millis).median();
  }

  /** Compiling alone, in milliseconds. */
  double millisToCompile(String script) throws IOException {
    List<Double> millis = new ArrayList<>();
    for (int i = 0; i < WARM_UP + rounds; i++) {
      long began = System.nanoTime();
      compile(script);
      if (i >= WARM_UP) {
        millis.add((System.nanoTime() - began) / 1e6);
      }
    }
    return new Figures(millis).median();
  }

  private double attach(String text) throws IOException {
    long began = System.nanoTime();
    CompiledScript script = compile(text);
    List<Attachment> attachments = new ArrayList<>();
    try (KernelObjects objects =
        kernel
            .loader()
            .load(
                script.maps(),
                script.programs().stream().map(CompiledScript.ProbeProgram::spec).toList())) {
      for (int i = 0; i < script.programs().size(); i++) {
        attachments.add(
            kernel
                .attacher()
                .attach(
                    objects.programs().get(i),
                    script.programs().get(i).points(),
                    AttachOptions.ALL));
      }
      return (System.nanoTime() - began) / 1e6;
    } catch (LoadException | AttachException e) {
      throw new IOException(e.getMessage(), e);
    } finally {
      attachments.forEach(Attachment::close);
      // The next round must not meet the end of this one.
      attachments.stream()
          .map(a -> a.detached().toCompletableFuture())
          .forEach(CompletableFuture::join);
    }
  }

  private CompiledScript compile(String text) throws IOException {
    CompileResult result =
        ScriptCompiler.compile(
            new Source("bench", text),
            kernel.catalog(),
            CompileOptions.trace(ScriptConfig.DEFAULT, ScriptArguments.NONE));
    if (result instanceof CompileResult.Compiled compiled) {
      return compiled.script();
    }
    List<Diagnostic> problems = ((CompileResult.Refused) result).diagnostics();
    throw new IOException(problems.get(0).render());
  }

  @Override
  public void close() {
    kernel.close();
  }
}
