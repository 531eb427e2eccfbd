package io.tapline.cli.up;

import io.tapline.cli.outcome.CommandFailure;
import io.tapline.cli.outcome.ExitCode;
import io.tapline.cli.store.RunFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * One {@code up}, from the lock on the data folder to the last line of the summary. Checks have
 * been made before.
 */
final class UpRun {
  private static final Duration REDRAW = Duration.ofSeconds(1);
  private static final Duration REPRINT = Duration.ofSeconds(10);

  private final UpSettings settings;
  private final Screen screen;
  private final Rooms rooms;
  private final CurrentLink current;
  private final StopRequest stop = new StopRequest();

  UpRun(UpSettings settings, Screen screen, Rooms rooms, CurrentLink current) {
    this.settings = settings;
    this.screen = screen;
    this.rooms = rooms;
    this.current = current;
  }

  /** For whoever hears a signal. */
  StopRequest stopRequest() {
    return stop;
  }

  /**
   * Starts, shows, stops.
   *
   * @param line empty; whoever made it closes it
   * @param onRunning run once all parts are ready; from then on a signal no longer interrupts
   * @throws InterruptedException when interrupted while starting
   */
  ExitCode run(
      DataFolder folder,
      Line line,
      Parts parts,
      Addresses addresses,
      Path credentials,
      Runnable onRunning)
      throws InterruptedException {
    Startup startup = new Startup(settings, screen, rooms, parts, line);
    try (Startup.Started started = startup.start(addresses, credentials, folder.agentState())) {
      onRunning.run();
      publish(folder, started, credentials);
      screen.say("");
      screen.say("page        " + started.page().address());
      screen.say("data        " + folder.root());
      screen.say("more        tapline query, tapline sql, tapline tail, tapline audit");
      long began = System.nanoTime();
      StopRequest.Reason reason = watch(started, began);
      shutdown(line).run(started.questions());
      return reason == StopRequest.Reason.DEATH ? ExitCode.PARTIAL : ExitCode.OK;
    } finally {
      withdraw(folder);
    }
  }

  private Shutdown shutdown(Line line) {
    Optional<SettledBalance> outside =
        settings.flink().map(job -> new SettledBalance(screen, job, SettledBalance.LIMIT));
    return new Shutdown(line, screen, settings.agent(), outside, Clock.systemUTC());
  }

  private StopRequest.Reason watch(Startup.Started started, long began)
      throws InterruptedException {
    LiveTable table = new LiveTable(started.questions(), screen);
    Duration pause = screen.terminal().outIsTerminal() ? REDRAW : REPRINT;
    while (true) {
      Duration running = Duration.ofNanos(System.nanoTime() - began);
      Duration left = settings.time().map(time -> time.minus(running)).orElse(pause);
      if (left.isNegative() || left.isZero()) {
        stop.make(StopRequest.Reason.TIME);
      }
      Optional<StopRequest.Reason> reason = stop.await(left.compareTo(pause) < 0 ? left : pause);
      if (reason.isPresent()) {
        return reason.get();
      }
      table.refresh(Duration.ofNanos(System.nanoTime() - began));
    }
  }

  private void publish(DataFolder folder, Startup.Started started, Path credentials) {
    try {
      new RunFile(
              ProcessHandle.current().pid(),
              folder.root().toString(),
              started.page().address(),
              started.kafka(),
              started.clickhouse(),
              credentials.toAbsolutePath().toString(),
              started.flink())
          .write(folder.root());
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.HOST, "cannot write " + RunFile.in(folder.root()) + ": " + e, "make room", e);
    }
    try {
      current.pointTo(folder.root());
    } catch (IOException e) {
      screen.say("other commands need --data " + folder.root() + " (" + e + ")");
    }
  }

  /** Takes away what tells others of this run. */
  void withdraw(DataFolder folder) {
    try {
      current.release(folder.root());
      Files.deleteIfExists(RunFile.in(folder.root()));
    } catch (IOException e) {
      screen.say("could not remove " + RunFile.in(folder.root()) + ": " + e);
    }
  }
}
