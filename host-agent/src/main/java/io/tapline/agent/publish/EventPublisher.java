package io.tapline.agent.publish;

import io.tapline.agent.event.EventBatch;
import io.tapline.agent.event.SeriesBatch;
import java.time.Duration;

/**
 * Takes batches off the agent's hands. Sending is asynchronous and never blocks for long: a batch
 * that finds the bounded queue full is refused at once, and its records are the caller's to count.
 *
 * <p>All methods may be called from one thread at a time; counts may be read from any.
 */
public interface EventPublisher extends AutoCloseable {

  /** Hands over a batch of raw events; false when the queue is full and the batch was not taken. */
  boolean publish(EventBatch batch);

  /** Hands over increments; false when the queue is full and the batch was not taken. */
  boolean publish(SeriesBatch batch);

  /** Hands over a tapset's ledger entry; false when the queue is full and it was not taken. */
  boolean publish(LedgerSnapshot snapshot);

  /** Hands over the agent's status. */
  void publish(StatusSnapshot status);

  /** What became of a tapset's records so far. */
  Delivery delivery(String tapset);

  /**
   * Waits until everything handed over was acknowledged or refused.
   *
   * @return whether that was so before {@code limit} ran out
   */
  boolean flush(Duration limit);

  @Override
  void close();

  /**
   * A tapset's records in the publisher's hands. handed = acked + failed + on their way.
   *
   * @param handed records in batches that {@code publish} took
   * @param acked in batches Kafka acknowledged
   * @param failed in batches given up on the way to Kafka
   */
  record Delivery(long handed, long acked, long failed) {}
}
