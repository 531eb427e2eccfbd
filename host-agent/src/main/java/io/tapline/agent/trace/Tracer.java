package io.tapline.agent.trace;

import io.tapline.agent.compile.CompileOptions;
import io.tapline.agent.compile.CompileResult;
import io.tapline.agent.compile.CompiledScript;
import io.tapline.agent.compile.ScriptCompiler;
import io.tapline.agent.host.HostKernel;
import io.tapline.agent.host.OwnNamespace;
import io.tapline.agent.kernel.attach.AttachException;
import io.tapline.agent.kernel.attach.AttachOptions;
import io.tapline.agent.kernel.load.KernelObjects;
import io.tapline.agent.kernel.load.LoadException;
import io.tapline.agent.price.PriceTag;
import io.tapline.agent.price.Pricing;
import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.script.config.ConfigReader;
import io.tapline.agent.script.config.ScriptArguments;
import io.tapline.agent.script.config.ScriptConfig;
import io.tapline.agent.script.source.Diagnostic;
import io.tapline.agent.script.source.Source;
import io.tapline.agent.target.host.CatalogOptions;
import io.tapline.agent.target.host.ProbeListing;
import io.tapline.agent.trace.output.JsonOutput;
import io.tapline.agent.trace.output.ScriptPlaces;
import io.tapline.agent.trace.output.Strftime;
import io.tapline.agent.trace.output.TextOutput;
import io.tapline.agent.trace.output.TraceOutput;
import io.tapline.agent.trace.output.ValueDecoder;
import java.io.IOException;
import java.io.PrintStream;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;

/** Runs one script on this host and shows what it says: {@code tapline trace}. */
public final class Tracer {
  /** Set by drivers of bpftrace that wait for this word on a line of its own. */
  private static final String NOTIFY = "__BPFTRACE_NOTIFY_PROBES_ATTACHED";

  private static final int FAILED = 1;
  private static final int NOTHING_ATTACHED = 255;
  private static final String NO_PLACES =
      "ERROR: No probes attached; use --bench or --test to run bench or test probes.";

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
    try (HostKernel kernel = open(request);
        TracedChild child = TracedChild.of(kernel, request.command())) {
      return new Run(kernel, request, child).run(flag);
    } catch (IOException | TraceFailure e) {
      err.println("ERROR: " + e.getMessage());
      return FAILED;
    }
  }

  /**
   * What a hit of each place of the script will cost, measured on this host; runs none of it.
   *
   * @return empty when the script cannot run, with the reason said
   */
  public Optional<List<PriceTag>> price(TraceRequest request) {
    try (HostKernel kernel = open(request);
        TracedChild child = TracedChild.of(kernel, List.of())) {
      return new Run(kernel, request, child).price();
    } catch (IOException | TraceFailure e) {
      err.println("ERROR: " + e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * Lists probes and types of this host: {@code -l}.
   *
   * @param pattern empty for everything
   * @param process whose probes are meant; 0 for none in particular
   * @param verbose whether arguments are shown
   */
  public int list(String pattern, int process, boolean verbose) {
    try (HostKernel kernel = HostKernel.open(process, CatalogOptions.USUAL)) {
      kernel
          .catalog()
          .lister()
          .list(
              pattern,
              verbose,
              new ProbeListing() {
                @Override
                public void line(String text) {
                  out.println(text);
                }

                @Override
                public void warning(String text) {
                  err.println("WARNING: " + text);
                }
              });
      out.flush();
      return 0;
    } catch (IOException e) {
      err.println("ERROR: " + e.getMessage());
      return FAILED;
    }
  }

  private static HostKernel open(TraceRequest request) throws IOException {
    return HostKernel.open(
        request.arguments().process().orElse(0),
        new CatalogOptions(request.arguments().unsafe(), List.of(), Optional.empty()));
  }

  /** One script from its text to its exit code. */
  private final class Run {
    private final HostKernel kernel;
    private final TraceRequest request;
    private final TracedChild child;
    private final Source source;
    private final ScriptArguments arguments;

    Run(HostKernel kernel, TraceRequest request, TracedChild child) {
      this.kernel = kernel;
      this.request = request;
      this.child = child;
      this.source = new Source(request.name(), request.text());
      this.arguments = child.tell(request.arguments()).withNamespace(OwnNamespace.read());
    }

    int run(StopFlag flag) {
      return compile().map(compiled -> run(compiled, flag)).orElse(FAILED);
    }

    private int run(CompileResult.Compiled compiled, StopFlag flag) {
      request.stage().ifPresent(stage -> Stages.show(stage, compiled.script(), err));
      return trace(compiled.script(), compiled.config(), flag);
    }

    /**
     * What a hit of each place will cost; empty when the script cannot run, with the reason said.
     */
    Optional<List<PriceTag>> price() throws IOException {
      Optional<CompileResult.Compiled> compiled = compile();
      return compiled.isEmpty()
          ? Optional.empty()
          : Optional.of(Pricing.of(kernel, compiled.get().script()));
    }

    private Optional<CompileResult.Compiled> compile() {
      ConfigReader.FromEnvironment environment = ConfigReader.environment(request.environment());
      if (!environment.problems().isEmpty()) {
        environment.problems().forEach(err::println);
        return Optional.empty();
      }
      CompileOptions options = CompileOptions.trace(environment.config(), arguments);
      options = kernel.features().taskStorage() ? options.withThreadStorage() : options;
      options = request.helperFaults() ? options.withFaultReports() : options;
      Stages.showTree(request, options.config(), arguments, err);
      CompileResult result = ScriptCompiler.compile(source, kernel.catalog(), options);
      if (result instanceof CompileResult.Refused refused) {
        say(refused.diagnostics());
        warn(refused.warnings());
        return Optional.empty();
      }
      warn(result.warnings());
      return Optional.of((CompileResult.Compiled) result);
    }

    private void warn(List<Diagnostic> warnings) {
      if (request.warnings()) {
        say(warnings);
      }
    }

    private void say(List<Diagnostic> diagnostics) {
      diagnostics.stream().map(Diagnostic::renderAsBpftrace).forEach(err::println);
    }

    private int trace(CompiledScript script, ScriptConfig config, StopFlag flag) {
      try (TraceSession session =
          TraceSession.load(kernel, script, objects -> rooms(script, config, objects))) {
        if (request.mode() == TraceRequest.Mode.BENCH) {
          session.bench();
          return 0;
        }
        if (request.mode() == TraceRequest.Mode.TEST) {
          return session.test() ? 0 : FAILED;
        }
        if (!session.hasPlaces()) {
          err.println(NO_PLACES);
          return NOTHING_ATTACHED;
        }
        int places = session.attach(options(), refusal -> missing(refusal, config));
        if (!request.quiet()) {
          session.output().attached(places);
        }
        if (request.environment().containsKey(NOTIFY)) {
          session.output().printf(NOTIFY + "\n");
          session.output().flush();
        }
        if (request.dryRun()) {
          return 0;
        }
        child.run();
        session.run(flag, over(script));
        return session.finish(config.printMapsOnExit());
      } catch (LoadException e) {
        err.println("ERROR: " + e.getMessage());
        return FAILED;
      } catch (AttachException e) {
        err.println("ERROR: " + e.getMessage());
        // bpftrace does not even find the kernel's functions on a kernel that cannot probe them.
        return e.point() instanceof ProbePoint.Kprobe || e.point() instanceof ProbePoint.Fentry
            ? FAILED
            : NOTHING_ATTACHED;
      }
    }

    /** As {@code missing_probes} says. */
    private void missing(AttachException refusal, ScriptConfig config) throws AttachException {
      switch (config.missingProbes()) {
        case ERROR -> throw refusal;
        case WARN -> err.println("WARNING: " + refusal.getMessage());
        case IGNORE -> {
          // The script says that it can do without.
        }
      }
    }

    private AttachOptions options() {
      return arguments.process().isPresent()
          ? AttachOptions.ofProcess(arguments.process().getAsInt())
          : AttachOptions.ALL;
    }

    private TraceRooms rooms(CompiledScript script, ScriptConfig config, KernelObjects objects) {
      ScriptNames names =
          new ScriptNames(script, objects, new Moments(kernel.clocks()), new HostSymbols(config));
      ScriptPlaces places = ScriptPlaces.in(source);
      TraceOutput output =
          request.json()
              ? new JsonOutput(out, err, false, places, names)
              : new TextOutput(out, err, false, places, names, ZoneId.systemDefault());
      HostCommands commands =
          new HostCommands(
              config.maxCatBytes(),
              format -> Strftime.time(format, ZonedDateTime.now(ZoneId.systemDefault())));
      return new TraceRooms(output, new ValueDecoder(names, config), commands, config);
    }

    /** Whether a probe is hit by what others do, sooner or later. */
    private static boolean waits(ProbePoint point) {
      return !(point instanceof ProbePoint.Iterator
          || point instanceof ProbePoint.Begin
          || point instanceof ProbePoint.End);
    }

    /** When there is nothing left to trace. */
    private BooleanSupplier over(CompiledScript script) {
      OptionalInt process = arguments.process();
      boolean waits =
          script.programs().stream()
              .flatMap(program -> program.points().stream())
              .anyMatch(Run::waits);
      return () ->
          !waits
              || child.ended()
              || (process.isPresent() && ProcessHandle.of(process.getAsInt()).isEmpty());
    }
  }
}
