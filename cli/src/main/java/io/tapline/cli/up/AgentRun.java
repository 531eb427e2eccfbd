package io.tapline.cli.up;

import io.tapline.cli.host.HostFiles;
import io.tapline.cli.outcome.ExitCode;
import io.tapline.cli.output.Terminal;
import io.tapline.cli.process.RestartPolicy;
import io.tapline.cli.process.SupervisedChild;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;

/** The agent alone, supervised: on a host of a fleet nothing else of the line runs. */
public final class AgentRun {
  private static final Duration POLL = Duration.ofHours(1);

  private final String kafka;
  private final Path state;
  private final String tapsets;
  private final Screen screen;
  private final HostFiles files;
  private final StopRequest stop = new StopRequest();

  /** Prepares; nothing is touched yet. */
  public AgentRun(String kafka, Path state, String tapsets, Terminal terminal, HostFiles files) {
    this.kafka = kafka;
    this.state = state;
    this.tapsets = tapsets;
    this.screen = new Screen(terminal);
    this.files = files;
  }

  /** Runs until a signal, or until the agent stays dead. */
  public ExitCode run() throws InterruptedException {
    new HostPreparation(screen, files).requireTracing(tapsets);
    PartEvents events = new PartEvents(screen, stop);
    try (DataFolder folder = DataFolder.open(state);
        Line line = new Line(screen, events, RestartPolicy::standard, Clock.systemUTC());
        Interrupts interrupts =
            new Interrupts(
                () -> stop.make(StopRequest.Reason.SIGNAL),
                () -> {
                  line.kill();
                  Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
                })) {
      SupervisedChild agent =
          line.start(new JvmCommand(folder).agent(kafka, folder.root(), tapsets));
      line.awaitReady(agent, System.nanoTime(), "probes attached: " + tapsets);
      screen.say("log         " + folder.log("agent"));
      StopRequest.Reason reason = awaitReason();
      screen.say("stopping: detaching probes, sending what is left");
      boolean clean = line.stop("agent");
      return reason == StopRequest.Reason.SIGNAL && clean ? ExitCode.OK : ExitCode.PARTIAL;
    }
  }

  private StopRequest.Reason awaitReason() throws InterruptedException {
    while (true) {
      var reason = stop.await(POLL);
      if (reason.isPresent()) {
        return reason.get();
      }
    }
  }
}
