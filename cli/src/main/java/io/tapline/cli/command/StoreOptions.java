package io.tapline.cli.command;

import io.tapline.cli.store.Store;
import io.tapline.cli.store.StoreLocator;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which store to ask. */
final class StoreOptions {
  /** Names another place than {@code /run/tapline/current}: lines side by side, as in tests. */
  private static final String CURRENT_PROPERTY = "tapline.current";

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Data folder of a running up. Default: the one started last on this machine.")
  private @Nullable Path data;

  @Option(
      names = "--clickhouse",
      paramLabel = "URL",
      description = "Another store, for example http://ch:8123; its accounts by --credentials.")
  private @Nullable String clickhouse;

  @Option(
      names = "--credentials",
      paramLabel = "FILE",
      description = "Properties url, reader.password. Default: the data folder's.")
  private @Nullable Path credentials;

  /** The link to the data folder of the {@code up} that was started last on this machine. */
  static Path current() {
    return Path.of(System.getProperty(CURRENT_PROPERTY, "/run/tapline/current"));
  }

  StoreLocator locator() {
    return new StoreLocator(current());
  }

  Optional<Path> data() {
    return Optional.ofNullable(data);
  }

  Store open() {
    return new Store(
        locator()
            .locate(data(), Optional.ofNullable(clickhouse), Optional.ofNullable(credentials)));
  }
}
