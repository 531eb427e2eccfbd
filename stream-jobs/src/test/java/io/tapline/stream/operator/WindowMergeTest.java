package io.tapline.stream.operator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.stream.batch.Origin;
import io.tapline.stream.histogram.Histogram;
import io.tapline.stream.ledger.Hop;
import io.tapline.stream.sink.RowBlock;
import io.tapline.stream.sink.RowStore;
import io.tapline.stream.testing.RecordingStore;
import io.tapline.stream.testing.RecordingStore.WindowId;
import io.tapline.stream.window.SeriesBlock;
import io.tapline.stream.window.SeriesKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One step with its state, timers and barriers, on a clock that stands still. */
class WindowMergeTest {
  /** A multiple of 60. */
  private static final long NOW = 1_790_000_040L;

  private static final Origin HERE = new Origin("agent", "here", 1, "io");
  private static final Origin THERE = new Origin("agent-2", "there", 1, "io");

  private final Clock clock = Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC);
  private final RecordingStore store = new RecordingStore();
  private KeyedOneInputStreamOperatorTestHarness<String, Partial, RowBlock> step;
  private long checkpoint;

  @BeforeEach
  void start() throws Exception {
    step = newStep();
    step.open();
  }

  @AfterEach
  void stop() throws Exception {
    step.close();
  }

  @Test
  void handsOutAWindowWhenItsHostHasGoneOn() throws Exception {
    send(HERE, NOW - 20, 5);
    tick();
    assertThat(stored(1)).isZero();

    send(HERE, NOW - 17, 1);
    tick();

    assertThat(stored(1)).isEqualTo(5);
    assertThat(stored(10)).isZero();
  }

  @Test
  void closesTheWindowsOfASilentHostWhenTheWatermarkPasses() throws Exception {
    send(HERE, NOW - 20, 5);
    step.processWatermark(new Watermark((NOW + 60) * 1_000));
    tick();

    assertThat(stored(1)).isEqualTo(5);
    assertThat(stored(60)).isEqualTo(5);
  }

  @Test
  void handsOutEverythingBeforeABarrierAndGoesOnFromThere() throws Exception {
    send(HERE, NOW - 1, 5);
    OperatorSubtaskState saved = barrier();
    assertThat(stored(1)).isEqualTo(5);
    assertThat(stored(60)).isEqualTo(5);
    step.close();

    step = newStep();
    step.initializeState(saved);
    step.open();
    send(HERE, NOW - 1, 2);
    barrier();

    assertThat(stored(1)).isEqualTo(7);
    assertThat(stored(60)).isEqualTo(7);
  }

  @Test
  void lateDataIsAddedWithinAMinuteAndCountedBeyond() throws Exception {
    send(HERE, NOW - 200, 5);
    send(HERE, NOW - 141, 1);
    barrier();
    send(HERE, NOW - 200, 2);
    barrier();
    assertThat(records(NOW - 200)).isEqualTo(7);

    send(HERE, NOW - 100, 1);
    send(HERE, NOW - 200, 4);
    barrier();

    assertThat(records(NOW - 200)).isEqualTo(7);
    assertThat(hop(Hop.LATE)).isEqualTo(4);
    assertThat(hop(Hop.WINDOWED)).isEqualTo(9);
  }

  @Test
  void aHostAnHourBehindOrADayAheadDisturbsNobody() throws Exception {
    step.processWatermark(new Watermark(NOW * 1_000));
    send(THERE, NOW + 86_400, 3);
    send(HERE, NOW - 3_600, 5);
    send(THERE, NOW, 1);
    barrier();

    assertThat(hop(Hop.LATE)).isZero();
    assertThat(records(NOW - 3_600)).isEqualTo(5);
    assertThat(records(NOW)).isEqualTo(1);
    assertThat(records(NOW + 86_400)).isEqualTo(3);
  }

  @Test
  void aLeapForwardLosesNothingThatWasNotHandedOutYet() throws Exception {
    send(HERE, NOW - 900, 5);
    send(HERE, NOW, 1);
    tick();

    assertThat(records(NOW - 900)).isEqualTo(5);
    assertThat(stored(60)).isEqualTo(5);
  }

  @Test
  void conservesTheCountOfATapsetKeyedBySomethingEndless() throws Exception {
    for (int key = 0; key < 500; key++) {
      step.processElement(record(HERE, NOW - 1, "key-" + key, 1));
    }
    barrier();

    assertThat(stored(1)).isEqualTo(500);
    assertThat(store.windows().keySet())
        .filteredOn(w -> w.resolution() == 1)
        .hasSize(101)
        .anyMatch(w -> w.key().equals(List.of("__other__")));
  }

  @Test
  void aSilentHostKeepsOnlyItsLastWindows() throws Exception {
    for (long second = NOW - 50; second <= NOW; second++) {
      send(HERE, second, 1);
    }
    int open = step.numKeyedStateEntries();
    step.setProcessingTime(NOW * 1_000 + BarrierEmitter.SILENCE_MILLIS + 1_000);
    assertThat(step.numKeyedStateEntries()).isLessThan(open / 3).isPositive();
    // The last three seconds may still grow.
    assertThat(stored(1)).isEqualTo(48);

    send(HERE, NOW, 1);
    barrier();
    assertThat(stored(1)).isEqualTo(52);
    assertThat(records(NOW)).isEqualTo(2);
  }

  private KeyedOneInputStreamOperatorTestHarness<String, Partial, RowBlock> newStep()
      throws Exception {
    var harness =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new WindowMerge(clock, 100), Partial::ownerKey, Types.STRING);
    harness.setProcessingTime(NOW * 1_000);
    return harness;
  }

  private void send(Origin origin, long second, int records) throws Exception {
    step.processElement(record(origin, second, "read", records));
  }

  private static StreamRecord<Partial> record(Origin origin, long second, String key, int records) {
    Histogram histogram = new Histogram();
    for (int i = 0; i < records; i++) {
      histogram.record(1_000);
    }
    SeriesBlock block = new SeriesBlock();
    block.unit("ns");
    block.add(new SeriesKey(List.of(key)), histogram, 1_000);
    return new StreamRecord<>(new Partial(origin, second, block));
  }

  private void tick() throws Exception {
    step.setProcessingTime(step.getProcessingTime() + 500);
  }

  private OperatorSubtaskState barrier() throws Exception {
    step.prepareSnapshotPreBarrier(++checkpoint);
    return step.snapshot(checkpoint, 0);
  }

  private long stored(int resolution) {
    drain();
    return store.records(resolution, w -> true);
  }

  private long records(long second) {
    drain();
    return store.windows().entrySet().stream()
        .filter(e -> e.getKey().resolution() == 1 && startsAt(e.getKey(), second))
        .mapToLong(e -> e.getValue().count())
        .sum();
  }

  private static boolean startsAt(WindowId window, long second) {
    return window.start() == second;
  }

  private void drain() {
    try (RowStore rows = store.opener().open()) {
      for (RowBlock block : step.extractOutputValues()) {
        rows.insert(
            block.table().title(),
            block.table().columns(),
            block.rowBinary(),
            block.rowBinary().length);
      }
    }
  }

  private long hop(Hop hop) {
    var counted = step.getSideOutput(WindowMerge.HOPS);
    return counted == null
        ? 0
        : counted.stream()
            .map(StreamRecord::getValue)
            .filter(delta -> delta.hop() == hop)
            .mapToLong(HopDelta::count)
            .sum();
  }
}
