package io.tapline.stream.sink;

import io.tapline.storage.engine.FatalEngineException;
import io.tapline.storage.engine.RetriableEngineException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Inserts until the store has acknowledged, however long that takes: meanwhile the task blocks,
 * Kafka keeps the data, and nothing is buffered beyond the bound. Only a refusal for good, or an
 * interrupt, ends it.
 */
final class RetryingInserter {
  private static final Logger LOG = LoggerFactory.getLogger(RetryingInserter.class);

  /** How the pause before the next try is spent, so that tests need not wait. */
  @FunctionalInterface
  interface Pause {
    void millis(long millis) throws InterruptedException;

    /** By sleeping. */
    Pause SLEEP = TimeUnit.MILLISECONDS::sleep;
  }

  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  private final RowStore store;
  private final Pause pause;

  RetryingInserter(RowStore store, Pause pause) {
    this.store = store;
    this.pause = pause;
  }

  /**
   * Inserts.
   *
   * @return how many tries failed before
   */
  int insert(Table table, TableBuffer rows) throws FatalInsertException, InterruptedException {
    long pauseMillis = FIRST_PAUSE_MILLIS;
    int failures = 0;
    while (true) {
      try {
        store.insert(table.title(), table.columns(), rows.bytes(), rows.length());
        if (failures > 0) {
          LOG.info("insert into {} succeeded after {} failures", table.title(), failures);
        }
        return failures;
      } catch (RetriableEngineException e) {
        if (failures++ == 0) {
          LOG.warn(
              "insert of {} rows into {} failed, trying again until it succeeds: {}",
              rows.rows(),
              table.title(),
              e.getMessage());
        }
      } catch (FatalEngineException e) {
        throw new FatalInsertException(
            "insert of " + rows.rows() + " rows into " + table.title() + ": " + e.getMessage(), e);
      }
      pause.millis(pauseMillis);
      pauseMillis = Math.min(2 * pauseMillis, LONGEST_PAUSE_MILLIS);
    }
  }
}
