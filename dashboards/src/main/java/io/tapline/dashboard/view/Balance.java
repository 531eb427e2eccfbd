package io.tapline.dashboard.view;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.tapline.dashboard.AnswerRow;
import java.util.Map;

/**
 * The ledger of one tapset over the current run of every agent, hop by hop. Each hop has a gap:
 * what came in less everything that is accounted for; a gap that is not 0 for long means records
 * vanished without a name.
 *
 * @param checked records that the agents handed over in the checked seconds
 * @param stored those of them that the store holds
 */
public record Balance(
    String tapset,
    long hits,
    long filtered,
    long captured,
    Map<String, Long> dropped,
    long pending,
    long handed,
    Map<String, Long> discarded,
    long acked,
    long failed,
    long received,
    long duplicate,
    long missing,
    long late,
    Map<String, Long> unseen,
    long checked,
    long stored) {

  static Balance of(AnswerRow row, long checked, long stored) {
    return new Balance(
        row.text("tapset"),
        row.whole("hits"),
        row.whole("filtered"),
        row.whole("captured"),
        row.counts("dropped"),
        row.whole("pending"),
        row.whole("handed"),
        row.counts("discarded"),
        row.whole("acked"),
        row.whole("failed"),
        row.whole("received"),
        row.whole("duplicate"),
        row.whole("missing"),
        row.whole("late"),
        row.counts("unseen"),
        checked,
        stored);
  }

  /** Hits that are neither filtered, nor captured, nor dropped for a named reason. */
  @JsonProperty
  public long kernelGap() {
    return hits - filtered - captured - sum(dropped);
  }

  /** Captured records that are neither waiting, nor handed over, nor discarded for a reason. */
  @JsonProperty
  public long agentGap() {
    return captured - pending - handed - sum(discarded);
  }

  /** Handed to the publisher, and not yet known to be in Kafka or refused. */
  @JsonProperty
  public long inFlight() {
    return handed - acked - failed;
  }

  /** In Kafka, and not yet taken by the job. */
  @JsonProperty
  public long waiting() {
    return acked - received;
  }

  /** In the checked seconds: handed over and not in the store. */
  @JsonProperty
  public long storeGap() {
    return checked - stored;
  }

  /** Lost for a named reason, anywhere. */
  @JsonProperty
  public long lost() {
    return sum(dropped) + sum(discarded) + failed + missing;
  }

  private static long sum(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }
}
