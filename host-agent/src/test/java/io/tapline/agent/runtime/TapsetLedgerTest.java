package io.tapline.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.agent.event.CounterLayout;
import io.tapline.agent.event.CounterLayout.Counter;
import io.tapline.agent.event.CounterLayout.Kind;
import io.tapline.agent.publish.EventPublisher;
import io.tapline.agent.publish.LedgerSnapshot;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TapsetLedgerTest {
  private static final CounterLayout LAYOUT =
      new CounterLayout(
          "counters",
          List.of(
              new Counter(Kind.HITS, "", "a"),
              new Counter(Kind.HITS, "", "b"),
              new Counter(Kind.FILTERED, "", "a"),
              new Counter(Kind.DROPPED, "ring_full", "ring"),
              new Counter(Kind.DROPPED, "map_full", "@x"),
              new Counter(Kind.DROPPED, "map_full", "@y"),
              new Counter(Kind.UNSEEN, "state_full", "@start")));

  private final TapsetLedger ledger = new TapsetLedger("t");

  @Test
  void addsEpochsAndMergesReasons() {
    ledger.addCounters(LAYOUT, new long[] {10, 5, 2, 1, 1, 2, 0});
    ledger.addCounters(LAYOUT, new long[] {10, 0, 0, 0, 0, 0, 4});
    LedgerSnapshot snapshot = snapshot();
    assertThat(snapshot.hits()).isEqualTo(25);
    assertThat(snapshot.filtered()).isEqualTo(2);
    assertThat(snapshot.dropped()).isEqualTo(Map.of("ring_full", 1L, "map_full", 3L));
    assertThat(snapshot.unseen()).isEqualTo(Map.of("state_full", 4L));
  }

  @Test
  void secondsAreIncrementsAndTheRestIsCumulative() {
    ledger.addCaptured(3);
    ledger.addHanded(100, 1);
    ledger.addHanded(101, 1);
    ledger.addHanded(100, 1);
    assertThat(snapshot().seconds()).isEqualTo(Map.of(100L, 2L, 101L, 1L));
    ledger.addCaptured(1);
    ledger.addHanded(101, 1);
    LedgerSnapshot second = snapshot();
    assertThat(second.seconds()).isEqualTo(Map.of(101L, 1L));
    assertThat(second.captured()).isEqualTo(4);
    assertThat(second.sequence()).isEqualTo(1);
  }

  @Test
  void secondsOfASnapshotThatWasNotSentComeWithTheNext() {
    ledger.addHanded(100, 2);
    ledger.takeBack(snapshot());
    ledger.addHanded(100, 1);
    assertThat(snapshot().seconds()).isEqualTo(Map.of(100L, 3L));
  }

  @Test
  void reasonsThatNeverHappenedAreNotListed() {
    ledger.addDiscarded("redact_failed", 0);
    ledger.setUnseen("recursion", 0);
    assertThat(snapshot().discarded()).isEmpty();
    assertThat(snapshot().unseen()).isEmpty();
  }

  private LedgerSnapshot snapshot() {
    return ledger.snapshot(1, false, 0, new EventPublisher.Delivery(0, 0, 0));
  }
}
