package io.tapline.cli.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What to start: the blueprint of a {@link ChildProcess}, good for every restart.
 *
 * @param name one word, shown to people and used as the log's name
 * @param command program and arguments
 * @param environment added to the parent's
 * @param log where its stderr goes
 * @param readyTimeout how long it may take to say READY
 */
public record ChildSpec(
    String name,
    List<String> command,
    Map<String, String> environment,
    Path log,
    Duration readyTimeout) {
  /** Copies the collections. */
  public ChildSpec {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }
}
