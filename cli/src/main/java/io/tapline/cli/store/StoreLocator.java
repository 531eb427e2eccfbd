package io.tapline.cli.store;

import io.tapline.cli.outcome.CommandFailure;
import io.tapline.cli.outcome.ExitCode;
import io.tapline.storage.engine.ConnectionSettings;
import io.tapline.storage.engine.Role;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Finds the store a command is to ask: the one named, or that of the {@code up} that runs on this
 * machine.
 */
public final class StoreLocator {
  private final Path current;

  /**
   * Looks at {@code current} when nothing is named.
   *
   * @param current /run/tapline/current, the link to the running data folder
   */
  public StoreLocator(Path current) {
    this.current = current;
  }

  /** Where {@code up} leaves its credentials in a data folder. */
  public static Path credentialsIn(Path folder) {
    return folder.resolve("clickhouse.credentials");
  }

  /**
   * Settings of the read-only account.
   *
   * @param data a data folder, instead of the running one
   * @param clickhouse another address than the one in the credentials
   * @param credentials a file of its own, instead of the data folder's
   * @throws CommandFailure when no line runs there, or its files may not be read
   */
  public ConnectionSettings locate(
      Optional<Path> data, Optional<String> clickhouse, Optional<Path> credentials) {
    return credentials.isPresent()
        ? read(credentials.get(), clickhouse)
        : ofLine(running(data), clickhouse);
  }

  /** The store of a line may be an outside one, at another address than its credentials say. */
  private static ConnectionSettings ofLine(RunFile line, Optional<String> clickhouse) {
    return read(Path.of(line.credentials()), clickhouse.or(() -> Optional.of(line.clickhouse())));
  }

  private static ConnectionSettings read(Path file, Optional<String> clickhouse) {
    if (!Files.isReadable(file)) {
      throw Files.exists(file) || !Files.isExecutable(parent(file))
          ? notAllowed(file)
          : new CommandFailure(
              ExitCode.UNREACHABLE,
              "no credentials at " + file,
              "start a line (sudo ./tapline up), or name the file: --credentials FILE");
    }
    ConnectionSettings settings = Store.answered(() -> ConnectionSettings.read(file, Role.READER));
    return clickhouse
        .map(
            url ->
                new ConnectionSettings(
                    url, settings.user(), settings.password(), settings.database()))
        .orElse(settings);
  }

  /** What a running line says of itself. */
  public RunFile running(Optional<Path> data) {
    Path folder = data.orElse(current);
    try {
      RunFile run = RunFile.read(folder);
      if (!run.stillRuns()) {
        throw nothingRuns("the tapline up of " + folder + " (pid " + run.pid() + ") is gone");
      }
      return run;
    } catch (NoSuchFileException | java.io.FileNotFoundException e) {
      boolean closedFolder = Files.exists(folder) && !Files.isExecutable(folder);
      boolean closedFile =
          Files.exists(RunFile.in(folder)) && !Files.isReadable(RunFile.in(folder));
      if (closedFolder || closedFile) {
        throw notAllowed(RunFile.in(folder));
      }
      throw nothingRuns(
          data.isPresent() ? "no tapline runs on " + folder : "no tapline runs on this machine");
    } catch (AccessDeniedException e) {
      throw notAllowed(RunFile.in(folder));
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.UNREACHABLE, "cannot read " + RunFile.in(folder) + ": " + e, null, e);
    }
  }

  private static Path parent(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file : parent;
  }

  private static CommandFailure nothingRuns(String what) {
    return new CommandFailure(
        ExitCode.UNREACHABLE, what, "start one: sudo ./tapline up, or name its folder: --data DIR");
  }

  private static CommandFailure notAllowed(Path file) {
    return new CommandFailure(
        ExitCode.HOST, "not allowed to read " + file, "only its owner may: use sudo");
  }
}
