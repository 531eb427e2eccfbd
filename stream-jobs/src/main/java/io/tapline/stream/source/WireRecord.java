package io.tapline.stream.source;

import io.tapline.schemas.avro.AgentStatus;
import io.tapline.schemas.avro.EventBatch;
import io.tapline.schemas.avro.LedgerEntry;
import io.tapline.schemas.avro.SeriesBatch;

/** One Kafka record of one of the four data topics, decoded, or found to be undecodable. */
public sealed interface WireRecord {
  /** Calls the method that goes with what it is. */
  <E extends Exception> void accept(Visitor<E> visitor) throws E;

  /** Raw events. */
  record Events(EventBatch batch) implements WireRecord {
    @Override
    public <E extends Exception> void accept(Visitor<E> visitor) throws E {
      visitor.visitEvents(batch);
    }
  }

  /** Increments of aggregation maps. */
  record Series(SeriesBatch batch) implements WireRecord {
    @Override
    public <E extends Exception> void accept(Visitor<E> visitor) throws E {
      visitor.visitSeries(batch);
    }
  }

  /** An agent's counts. */
  record Ledger(LedgerEntry entry) implements WireRecord {
    @Override
    public <E extends Exception> void accept(Visitor<E> visitor) throws E {
      visitor.visitLedger(entry);
    }
  }

  /** An agent's word about itself. */
  record Status(AgentStatus status) implements WireRecord {
    @Override
    public <E extends Exception> void accept(Visitor<E> visitor) throws E {
      visitor.visitStatus(status);
    }
  }

  /**
   * Bytes that are no record.
   *
   * @param where topic, partition and offset
   * @param reason in words
   */
  record Malformed(String where, String reason) implements WireRecord {
    @Override
    public <E extends Exception> void accept(Visitor<E> visitor) throws E {
      visitor.visitMalformed(where, reason);
    }
  }

  /**
   * What to do with each kind.
   *
   * @param <E> what it may throw
   */
  interface Visitor<E extends Exception> {
    /** See {@link Events}. */
    void visitEvents(EventBatch batch) throws E;

    /** See {@link Series}. */
    void visitSeries(SeriesBatch batch) throws E;

    /** See {@link Ledger}. */
    void visitLedger(LedgerEntry entry) throws E;

    /** See {@link Status}. */
    void visitStatus(AgentStatus status) throws E;

    /** See {@link Malformed}. */
    void visitMalformed(String where, String reason) throws E;
  }
}
