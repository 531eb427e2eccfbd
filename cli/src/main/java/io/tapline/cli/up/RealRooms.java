package io.tapline.cli.up;

import io.tapline.agent.runtime.AgentProcess;
import io.tapline.cli.outcome.CommandFailure;
import io.tapline.cli.outcome.ExitCode;
import io.tapline.cli.store.LineQuestions;
import io.tapline.cli.store.Store;
import io.tapline.cli.store.StoreQuestions;
import io.tapline.dashboard.server.PageSettings;
import io.tapline.dashboard.server.WebServer;
import io.tapline.dashboard.stored.StoredQuestions;
import io.tapline.storage.engine.ClickHouse;
import io.tapline.storage.engine.ConnectionSettings;
import io.tapline.storage.engine.Role;
import io.tapline.storage.engine.embedded.EmbeddedEngineException;
import io.tapline.storage.engine.embedded.EngineLibrary;
import io.tapline.storage.query.NamedQueries;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;

/** The other rooms as they are. */
final class RealRooms implements Rooms {
  private final Optional<String> outsideStore;
  private final Clock clock;

  /**
   * Speaks to the store of the credentials, or to another address with the same accounts.
   *
   * @param outsideStore its HTTP address
   */
  RealRooms(Optional<String> outsideStore, Clock clock) {
    this.outsideStore = outsideStore;
    this.clock = clock;
  }

  @Override
  public Path engineLibrary(Consumer<String> progress) {
    try {
      return EngineLibrary.pinned()
          .fetch(
              (step, done, total) ->
                  progress.accept(
                      String.format(
                          Locale.ROOT,
                          "engine      %-9s %4d of %d MB",
                          step,
                          done / 1_000_000,
                          total / 1_000_000)));
    } catch (EmbeddedEngineException e) {
      boolean changed = String.valueOf(e.getMessage()).contains("SHA-256");
      throw new CommandFailure(
          changed ? ExitCode.REFUSED : ExitCode.HOST,
          String.valueOf(e.getMessage()),
          "or use a ClickHouse of your own: --clickhouse URL --credentials FILE",
          e);
    }
  }

  @Override
  public void topics(String bootstrap) {
    OutsideLine.makeTopics(bootstrap);
  }

  @Override
  public void job(String url) {
    OutsideFlink.requireJob(url);
  }

  @Override
  public void migrate(Path credentials) {
    OutsideLine.makeTables(credentials, outsideStore.orElse(null));
  }

  @Override
  public LineQuestions questions(Path credentials, Path agentState) {
    return new StoreQuestions(
        new Store(reader(credentials)), clock.instant(), () -> identityIn(agentState));
  }

  @Override
  public Page page(int port, Path credentials) {
    ClickHouse store = ClickHouse.connect(reader(credentials));
    try {
      WebServer server =
          WebServer.start(
              PageSettings.onPort(port),
              new StoredQuestions(NamedQueries.bundled(), store, clock),
              clock);
      return new ServedPage(server, store);
    } catch (IOException e) {
      store.close();
      throw new CommandFailure(
          ExitCode.HOST, "page: " + e.getMessage(), "choose another port: --port PORT", e);
    }
  }

  private static Optional<String> identityIn(Path agentState) {
    try {
      return AgentProcess.knownIdentity(agentState);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.HOST, "cannot read the agent's identity in " + agentState + ": " + e, null, e);
    }
  }

  private ConnectionSettings reader(Path credentials) {
    ConnectionSettings read = ConnectionSettings.read(credentials, Role.READER);
    return outsideStore
        .map(url -> new ConnectionSettings(url, read.user(), read.password(), read.database()))
        .orElse(read);
  }

  private record ServedPage(WebServer server, ClickHouse store) implements Page {
    @Override
    public String address() {
      return server.address().toString();
    }

    @Override
    public void close() {
      try (store) {
        server.close();
      } catch (IOException e) {
        throw new CommandFailure(ExitCode.DEFECT, "page: " + e.getMessage(), null, e);
      }
    }
  }
}
