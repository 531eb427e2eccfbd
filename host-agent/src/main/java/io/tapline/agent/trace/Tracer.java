package io.tapline.agent.trace;

import io.tapline.agent.compile.CompileOptions;
import io.tapline.agent.compile.CompileResult;
import io.tapline.agent.compile.CompiledScript;
import io.tapline.agent.compile.ScriptCompiler;
import io.tapline.agent.host.HostKernel;
import io.tapline.agent.kernel.attach.AttachException;
import io.tapline.agent.kernel.load.LoadException;
import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.script.config.ScriptArguments;
import io.tapline.agent.script.config.ScriptConfig;
import io.tapline.agent.script.source.Diagnostic;
import io.tapline.agent.script.source.Source;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;

/** Runs one script on this host and shows what it says: {@code tapline trace}. */
public final class Tracer {
  /** Set by drivers of bpftrace that wait for this word on a line of its own. */
  private static final String NOTIFY = "__BPFTRACE_NOTIFY_PROBES_ATTACHED";

  private static final int FAILED = 1;

  private final PrintStream out;
  private final PrintStream err;

  /**
   * @param out what the script says
   * @param err what there is to say about it
   */
  public Tracer(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  /**
   * Runs the script until it exits, ends or is stopped.
   *
   * @return the exit code: the script's own, or 1 when it cannot run, with the reason said
   */
  public int run(TraceRequest request, StopFlag flag) {
    try (HostKernel kernel = HostKernel.open();
        Child child = Child.of(kernel, request.command())) {
      return run(kernel, child.told(request), child, flag);
    } catch (IOException | TraceFailure e) {
      err.println("ERROR: " + e.getMessage());
      return FAILED;
    }
  }

  private int run(HostKernel kernel, TraceRequest request, Child child, StopFlag flag) {
    Source source = new Source(request.name(), request.text());
    ScriptConfig config = ScriptConfig.DEFAULT;
    CompileOptions options = CompileOptions.trace(config, request.arguments());
    CompileResult result = ScriptCompiler.compile(source, kernel.catalog(), options);
    if (result instanceof CompileResult.Refused refused) {
      refused.diagnostics().stream().map(Diagnostic::render).forEach(err::println);
      return FAILED;
    }
    CompiledScript script = ((CompileResult.Compiled) result).script();
    request.stage().ifPresent(stage -> Stages.show(stage, script, err));
    return run(kernel, request, script, new Rooms(request, source, config, out, err), child, flag);
  }

  private int run(
      HostKernel kernel,
      TraceRequest request,
      CompiledScript script,
      Rooms rooms,
      Child child,
      StopFlag flag) {
    try (TraceSession session = TraceSession.load(kernel, script, rooms)) {
      int places = session.attach();
      if (!request.quiet()) {
        rooms.output().attached(places);
      }
      if (request.environment().containsKey(NOTIFY)) {
        rooms.output().printf(NOTIFY + "\n");
        rooms.output().flush();
      }
      if (request.dryRun()) {
        return 0;
      }
      child.run();
      session.run(flag, over(script, child, request.arguments()));
      return session.finish(rooms.config().printMapsOnExit());
    } catch (LoadException | AttachException e) {
      err.println("ERROR: " + e.getMessage());
      return FAILED;
    }
  }

  /** When there is nothing left to trace. */
  private static BooleanSupplier over(
      CompiledScript script, Child child, ScriptArguments arguments) {
    OptionalInt process = arguments.process();
    boolean waits =
        script.programs().stream()
            .flatMap(program -> program.points().stream())
            .anyMatch(point -> !(point instanceof ProbePoint.Iterator));
    return () ->
        !waits
            || child.ended()
            || (process.isPresent() && ProcessHandle.of(process.getAsInt()).isEmpty());
  }

  /** The command that is traced, if there is one. */
  private record Child(List<ChildCommand> command) implements AutoCloseable {
    static Child of(HostKernel kernel, List<String> words) throws IOException {
      return new Child(
          words.isEmpty() ? List.of() : List.of(ChildCommand.start(kernel.libc(), words)));
    }

    TraceRequest told(TraceRequest request) {
      if (command.isEmpty()) {
        return request;
      }
      ScriptArguments given = request.arguments();
      ScriptArguments arguments =
          new ScriptArguments(
              given.positional(),
              given.named(),
              given.process(),
              OptionalInt.of(command.get(0).pid()),
              given.unsafe());
      return new TraceRequest(
          request.name(),
          request.text(),
          request.environment(),
          arguments,
          request.command(),
          request.json(),
          request.quiet(),
          request.warnings(),
          request.helperFaults(),
          request.dryRun(),
          request.stage());
    }

    void run() {
      command.forEach(ChildCommand::run);
    }

    boolean ended() {
      return !command.isEmpty() && command.get(0).ended();
    }

    @Override
    public void close() {
      command.forEach(ChildCommand::close);
    }
  }
}
