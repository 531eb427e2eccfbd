package io.tapline.stream.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.stream.ledger.SequenceTracker.Verdict;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SequenceTrackerTest {
  @Test
  void takesEachBatchOnceInWhateverOrderTheyCome() {
    for (long seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      SequenceTracker tracker = new SequenceTracker();
      Set<Long> taken = new HashSet<>();
      long missing = 0;
      long recovered = 0;
      for (int step = 0; step < 400; step++) {
        // Few enough gaps at a time that none is forgotten.
        long sequence = Math.max(0, step / 3 + random.nextInt(20) - 10);
        missing += tracker.skippedBy(sequence);
        Verdict verdict = tracker.see(sequence);
        assertThat(verdict != Verdict.DUPLICATE).isEqualTo(taken.add(sequence));
        recovered += verdict == Verdict.RECOVERED ? 1 : 0;
      }
      assertThat(missing - recovered).isEqualTo(tracker.next() - taken.size());
    }
  }

  @Test
  void aSequenceThatDoesNotStartAtZeroHasMissedItsStart() {
    assertThat(new SequenceTracker().skippedBy(3)).isEqualTo(3);
  }

  @Test
  void remembersABoundedNumberOfGapsAndForgetsTheOldest() {
    SequenceTracker tracker = new SequenceTracker();
    for (long sequence = 1; sequence < 1_000; sequence += 2) {
      tracker.see(sequence);
    }

    assertThat(tracker.gaps()).hasSize(SequenceTracker.MAX_GAPS);
    assertThat(tracker.see(0)).isEqualTo(Verdict.DUPLICATE);
    assertThat(tracker.see(998)).isEqualTo(Verdict.RECOVERED);
  }

  @Test
  void theCopyThatHasSeenMostWinsAfterARestart() {
    BatchStream stream = new BatchStream("a", 1, "io", BatchStream.Kind.EVENTS);
    SequenceTracker old = new SequenceTracker();
    old.see(0);
    SequenceTracker fresh = new SequenceTracker();
    fresh.see(0);
    fresh.see(1);
    BatchRegister register = new BatchRegister();
    register.restore(new BatchRegister.Entry(stream, fresh, 5));
    register.restore(new BatchRegister.Entry(stream, old, 5));

    assertThat(register.tracker(stream, 5).see(1)).isEqualTo(Verdict.DUPLICATE);
  }

  @Test
  void forgetsSequencesThatHaveBeenSilentLongerThanKafkaKeeps() {
    BatchRegister register = new BatchRegister();
    register.tracker(new BatchStream("a", 1, "io", BatchStream.Kind.EVENTS), 0);
    register.tracker(new BatchStream("b", 1, "io", BatchStream.Kind.EVENTS), 10_000);

    assertThat(register.entries(BatchRegister.FORGET_AFTER.toMillis() + 1)).hasSize(1);
  }
}
