package io.tapline.cli.up;

import io.tapline.cli.process.SupervisedChild;
import io.tapline.cli.store.LineQuestions;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Starts the parts in the order they need each other, side by side where they do not:
 *
 * <pre>
 *   broker ------------------------+--> agent
 *   clickhouse --> tables --> page |
 *                       \----------+--> job
 * </pre>
 */
final class Startup {
  private final UpSettings settings;
  private final Screen screen;
  private final Rooms rooms;
  private final Parts parts;
  private final Line line;

  /**
   * What runs after a start.
   *
   * @param kafka bootstrap servers
   * @param clickhouse the store's address
   * @param flink the job's web address
   * @param page the page
   * @param questions the open store
   */
  record Started(
      String kafka, String clickhouse, String flink, Rooms.Page page, LineQuestions questions)
      implements AutoCloseable {
    @Override
    public void close() {
      page.close();
      questions.close();
    }
  }

  Startup(UpSettings settings, Screen screen, Rooms rooms, Parts parts, Line line) {
    this.settings = settings;
    this.screen = screen;
    this.rooms = rooms;
    this.parts = parts;
    this.line = line;
  }

  /**
   * Starts everything and returns when all of it is ready.
   *
   * @param credentials the store's accounts, there once the store is ready
   * @param agentState where the agent keeps its identity
   * @throws InterruptedException when Ctrl-C came first; the caller closes the line
   */
  Started start(Addresses addresses, Path credentials, Path agentState)
      throws InterruptedException {
    long began = System.nanoTime();
    sayOutside("broker", settings.kafka());
    sayOutside("clickhouse", settings.clickhouse());
    sayOutside("flink", settings.flink());
    settings.flink().ifPresent(rooms::job);
    SupervisedChild broker = settings.kafka().isPresent() ? null : line.start(parts.broker());
    SupervisedChild store =
        settings.clickhouse().isPresent() ? null : line.start(parts.clickhouse());
    awaitReady(store, began, "store answers at " + addresses.clickhouse());
    rooms.migrate(credentials);
    LineQuestions questions = rooms.questions(credentials, agentState);
    Rooms.Page page = rooms.page(settings.pagePort(), credentials);
    if (broker == null) {
      rooms.topics(addresses.kafka());
    }
    awaitReady(broker, began, "broker answers at " + addresses.kafka());
    SupervisedChild agent = settings.agent() ? line.start(parts.agent(addresses.kafka())) : null;
    SupervisedChild job =
        settings.flink().isPresent()
            ? null
            : line.start(parts.flink(addresses.kafka(), addresses.clickhouse()));
    awaitReady(agent, began, "probes attached: " + settings.tapsets());
    awaitReady(job, began, "job runs, web pages at " + addresses.flink());
    return new Started(
        addresses.kafka(), addresses.clickhouse(), addresses.flink(), page, questions);
  }

  private void sayOutside(String part, Optional<String> address) {
    address.ifPresent(
        where -> screen.say(String.format(Locale.ROOT, "%-11s %s (outside)", part, where)));
  }

  private void awaitReady(@Nullable SupervisedChild child, long began, String words)
      throws InterruptedException {
    if (child != null) {
      line.awaitReady(child, began, words);
    }
  }
}
