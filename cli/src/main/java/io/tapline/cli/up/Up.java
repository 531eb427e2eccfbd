package io.tapline.cli.up;

import io.tapline.cli.host.FreePorts;
import io.tapline.cli.host.HostChecks;
import io.tapline.cli.host.HostFiles;
import io.tapline.cli.host.SystemUser;
import io.tapline.cli.outcome.CommandFailure;
import io.tapline.cli.outcome.ExitCode;
import io.tapline.cli.output.Terminal;
import io.tapline.cli.process.RestartPolicy;
import io.tapline.cli.store.StoreLocator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** The {@code up} command on the real machine: checks, signals, real parts. */
public final class Up {
  private static final long DATA_BYTES = 1L << 30;
  private static final int PORTS = 4;

  private final UpSettings settings;
  private final Screen screen;
  private final Rooms rooms;
  private final HostFiles files;
  private final Path current;

  /** Prepares; nothing is touched yet. */
  public Up(UpSettings settings, Terminal terminal, HostFiles files, Path current) {
    this(
        settings,
        new Screen(terminal),
        new RealRooms(settings.clickhouse(), Clock.systemUTC()),
        files,
        current);
  }

  Up(UpSettings settings, Screen screen, Rooms rooms, HostFiles files, Path current) {
    this.settings = settings;
    this.screen = screen;
    this.rooms = rooms;
    this.files = files;
    this.current = current;
  }

  /**
   * Runs until stopped.
   *
   * @throws CommandFailure when the host cannot do it, or a part does not start
   */
  public ExitCode run() {
    new HostPreparation(screen, files).requireAll(settings, DATA_BYTES);
    try (DataFolder folder = DataFolder.open(settings.data())) {
      Path credentials = settings.credentials().orElse(StoreLocator.credentialsIn(folder.root()));
      List<Integer> free = FreePorts.find(PORTS);
      JvmParts.Ports ports = new JvmParts.Ports(free.get(0), free.get(1), free.get(2), free.get(3));
      Path library = settings.clickhouse().isPresent() ? folder.root() : engineLibrary();
      JvmParts parts =
          new JvmParts(folder, ports, library, storeUser(), credentials, settings.tapsets());
      UpRun up = new UpRun(settings, screen, rooms, new CurrentLink(current));
      return runInterruptibly(up, folder, parts, Addresses.of(settings, ports), credentials);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.HOST, "cannot start: " + e, null, e);
    }
  }

  private Path engineLibrary() {
    try {
      return rooms.engineLibrary(screen::progress);
    } finally {
      screen.endProgress(); // an error's words begin on a line of their own
    }
  }

  private ExitCode runInterruptibly(
      UpRun up, DataFolder folder, Parts parts, Addresses addresses, Path credentials) {
    Thread starter = Thread.currentThread();
    AtomicBoolean running = new AtomicBoolean();
    try (Line line =
            new Line(
                screen,
                new PartEvents(screen, up.stopRequest()),
                RestartPolicy::standard,
                Clock.systemUTC());
        Interrupts interrupts =
            new Interrupts(
                () -> {
                  up.stopRequest().make(StopRequest.Reason.SIGNAL);
                  if (!running.get()) {
                    starter.interrupt();
                  }
                },
                () -> {
                  try {
                    line.kill();
                    up.withdraw(folder);
                    folder.close();
                  } finally {
                    Runtime.getRuntime().halt(ExitCode.INTERRUPTED.number());
                  }
                })) {
      return up.run(folder, line, parts, addresses, credentials, () -> running.set(true));
    } catch (InterruptedException e) {
      screen.say("interrupted while starting; everything started is stopped again");
      return ExitCode.INTERRUPTED;
    }
  }

  private SystemUser storeUser() throws IOException {
    if (new HostChecks(files).root().isPresent()) {
      return SystemUser.self(files.self()); // nothing to give away
    }
    return SystemUser.unprivileged(files.passwd())
        .orElseThrow(
            () ->
                new CommandFailure(
                    ExitCode.HOST,
                    "no unprivileged user in " + files.passwd() + " for the store to run as",
                    "useradd --system tapline"));
  }
}
