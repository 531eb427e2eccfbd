package io.tapline.cli.store;

import io.tapline.cli.output.Rows;
import java.time.Duration;

/** What {@code up} asks the store about the line it runs. Not thread-safe. */
public interface LineQuestions extends AutoCloseable {
  /** Per tapset: hosts, records/s, p50, p99, lost, over the last {@code span}. */
  Rows live(Duration span);

  /** Records that Kafka acknowledged to agents and the job has not counted as received yet. */
  long recordsBehind();

  /** Per tapset over this whole run: records, hosts, p50, p99, lost. */
  Rows summary();

  /** The ledger's balance, hop by hop. */
  Balance balance();

  @Override
  void close();

  /**
   * The ledger as shown.
   *
   * @param rows one line per agent and tapset
   * @param balanced whether every difference is 0
   */
  record Balance(Rows rows, boolean balanced) {}
}
