package io.tapline.cli.up;

import io.tapline.cli.store.LineQuestions;
import java.nio.file.Path;
import java.util.function.Consumer;

/** What the other rooms do inside this process; stand-ins in tests. */
interface Rooms {
  /** The engine's library, fetched once; {@code progress} hears how far the download is. */
  Path engineLibrary(Consumer<String> progress);

  /** Makes the topics on outside brokers; the embedded one makes them itself. */
  void topics(String bootstrap);

  /** Makes sure that an outside Flink cluster runs the job. */
  void job(String url);

  /** Brings the store's tables to this version. */
  void migrate(Path credentials);

  /**
   * Opens the store for questions.
   *
   * @param agentState where this run's agent keeps its identity
   */
  LineQuestions questions(Path credentials, Path agentState);

  /** Serves the page on 127.0.0.1 until closed. */
  Page page(int port, Path credentials);

  /** The running page. */
  interface Page extends AutoCloseable {
    /** Where a browser finds it. */
    String address();

    @Override
    void close();
  }
}
