package io.tapline.cli.store;

import io.tapline.cli.output.Rows;
import java.time.Duration;
import java.time.Instant;

/** What {@code up} asks the store about the line it runs. Not thread-safe. */
public interface LineQuestions extends AutoCloseable {
  /** Per tapset: hosts, records/s, p50, p99, lost, over the last {@code span}. */
  Rows live(Duration span);

  /** Records that Kafka acknowledged to agents and the job has not counted as received yet. */
  long recordsBehind();

  /** Per tapset over this whole run: records, hosts, p50, p99, lost. */
  Rows summary();

  /**
   * The ledger of this run's agent, and each second before {@code until} for its host and tapsets.
   * What other agents of the same store do is not judged.
   *
   * @param until when this run's agent had ended
   */
  Balance balance(Instant until);

  @Override
  void close();

  /**
   * The ledger as shown.
   *
   * @param rows one line per agent and tapset; none if no tapset ran
   * @param balanced whether every difference is 0
   * @param closed whether the store has the last word on each of them, and none is to come
   */
  record Balance(Rows rows, boolean balanced, boolean closed) {
    /** Whether it can no longer change. */
    public boolean settled() {
      return balanced && closed;
    }
  }
}
