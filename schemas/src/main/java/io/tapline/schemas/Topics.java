package io.tapline.schemas;

import java.util.List;

/**
 * The Kafka topics: name, partitions, what is keyed by what, and whether the log is compacted.
 *
 * <p>Data topics are keyed by agent, so that all batches of one host arrive in the order they were
 * sent and one host's clock can only disturb its own partition.
 */
public final class Topics {
  /** {@code EventBatch} records; key: agent. */
  public static final Topic EVENTS = new Topic("tapline.events", 4, false);

  /** {@code SeriesBatch} records; key: agent. */
  public static final Topic SERIES = new Topic("tapline.series", 4, false);

  /** {@code LedgerEntry} records; key: agent. */
  public static final Topic LEDGER = new Topic("tapline.ledger", 1, false);

  /** {@code AgentStatus} records; key: agent. Compacted: the last word of every agent is kept. */
  public static final Topic STATUS = new Topic("tapline.status", 1, true);

  /**
   * Avro schemas as JSON text; key: fingerprint as 16 hex digits. Compacted, so that whoever reads
   * an old batch finds the schema it was written with.
   */
  public static final Topic SCHEMAS = new Topic("tapline.schemas", 1, true);

  /** All of them, in the order they are created. */
  public static final List<Topic> ALL = List.of(SCHEMAS, EVENTS, SERIES, LEDGER, STATUS);

  private Topics() {}

  /**
   * One topic.
   *
   * @param name as Kafka knows it
   * @param partitions how many; a host's records all go to one of them
   * @param compacted whether Kafka keeps only the last record of each key
   */
  public record Topic(String name, int partitions, boolean compacted) {}
}
