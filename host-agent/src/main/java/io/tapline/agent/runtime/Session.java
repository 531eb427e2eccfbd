package io.tapline.agent.runtime;

import io.tapline.agent.compile.CompiledScript;
import io.tapline.agent.event.AggregateLayout;
import io.tapline.agent.event.BatchShape;
import io.tapline.agent.event.EventBatch;
import io.tapline.agent.event.EventBatcher;
import io.tapline.agent.event.EventLayout;
import io.tapline.agent.event.FieldText;
import io.tapline.agent.event.KernelClock;
import io.tapline.agent.event.Sequence;
import io.tapline.agent.event.SeriesBatch;
import io.tapline.agent.event.SeriesGatherer;
import io.tapline.agent.kernel.attach.Attachment;
import io.tapline.agent.kernel.load.BpfMap;
import io.tapline.agent.kernel.load.KernelObjects;
import io.tapline.agent.kernel.load.MapBatch;
import io.tapline.agent.kernel.load.Program;
import io.tapline.agent.kernel.sys.SystemCallException;
import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.publish.EventPublisher;
import io.tapline.agent.publish.LedgerSnapshot;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running script: its objects in the kernel, and the way of its records from there to the
 * publisher.
 *
 * <p>Time is cut into epochs. Programs write into the maps and counters of the current epoch's
 * parity; {@link #turn} empties those of the other one, which programs left a whole epoch ago, and
 * changes over. So nothing is read while it is written, and what a closed epoch counted as hits
 * must equal, to the last record, what came out of it: the ledger's first equation holds at every
 * turn, on a live system.
 *
 * <p>All methods on the agent's thread.
 */
final class Session implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Session.class);
  private static final int BATCH_ROWS = 1_000;
  private static final int DRAIN_ENTRIES = 1_024;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final Duration DETACH_LIMIT = Duration.ofSeconds(10);

  private final String tapset;
  private final CompiledScript script;
  private final KernelObjects objects;
  private final List<Attachment> attachments;
  private final EventPublisher publisher;
  private final TapsetLedger ledger;
  private final List<EventBatcher> batchers = new ArrayList<>();
  private final List<Aggregation> aggregations = new ArrayList<>();
  private final Sequence seriesSequence = new Sequence();
  private final EpochCounters counters;
  private final EpochSwitch epochs;
  private final long[] eventsByParity = new long[2];
  private final long[] startNanosByParity = new long[2];
  private long refusedBefore;
  private long imbalances;

  /**
   * @param objects the script's programs and maps, loaded; owned by this from now on
   * @param attachments its probes, attached; likewise
   * @param startNanos wall time at which the first epoch began
   */
  Session(
      BatchShape shape,
      CompiledScript script,
      KernelObjects objects,
      List<Attachment> attachments,
      EventPublisher publisher,
      FieldText numbers,
      KernelClock clock,
      long startNanos) {
    this.tapset = shape.tapset();
    this.script = script;
    this.objects = objects;
    this.attachments = List.copyOf(attachments);
    this.publisher = publisher;
    this.ledger = new TapsetLedger(tapset);
    this.counters = new EpochCounters(script.counters(), objects.map(script.counters().map()));
    this.epochs = new EpochSwitch(objects.map(CompiledScript.GLOBALS));
    startNanosByParity[0] = startNanos;
    startNanosByParity[1] = startNanos;
    Sequence eventSequence = new Sequence();
    for (EventLayout layout : script.events()) {
      batchers.add(
          new EventBatcher(
              layout, shape, numbers, clock, eventSequence, BATCH_ROWS, this::handOver));
    }
    for (AggregateLayout layout : script.aggregates()) {
      aggregations.add(
          new Aggregation(
              new SeriesGatherer(layout, shape, numbers),
              List.of(objects.map(layout.buffers().get(0)), objects.map(layout.buffers().get(1)))));
    }
  }

  /** The tapset's name. */
  String tapset() {
    return tapset;
  }

  /** Attached probe points. */
  int probes() {
    return attachments.size();
  }

  /** What the script can put into the ring. */
  List<EventLayout> events() {
    return script.events();
  }

  /** Takes a ring record that one of this script's emit statements made. */
  void take(int event, ByteBuffer data, int offset, int length) {
    eventsByParity[data.getShort(offset + EventLayout.EPOCH_OFFSET) & 1]++;
    ledger.addCaptured(1);
    batchers.get(event).add(data, offset, length);
  }

  /**
   * Closes the idle epoch and changes over. The ring must have been read to its end before.
   *
   * @param nowNanos wall time
   */
  void turn(long nowNanos) throws SystemCallException {
    int idle = epochs.idle();
    long[] values = counters.take(idle);
    ledger.addCounters(script.counters(), values);
    long gathered = drain(idle);
    ledger.addCaptured(gathered);
    long out = gathered + eventsByParity[idle];
    eventsByParity[idle] = 0;
    long expected = counters.expected(values);
    if (out != expected && imbalances++ % 1_000 == 0) {
      LOG.error(
          "{}: an epoch does not balance: hits - filtered - dropped = {}, records = {}",
          tapset,
          expected,
          out);
    }
    startNanosByParity[idle] = nowNanos;
    epochs.change();
  }

  private long drain(int parity) throws SystemCallException {
    long records = 0;
    for (Aggregation aggregation : aggregations) {
      aggregation.drain(parity);
      if (!aggregation.gatherer.isEmpty()) {
        SeriesBatch batch =
            aggregation.gatherer.finish(
                seriesSequence.next(), startNanosByParity[parity], startNanosByParity[1 - parity]);
        records += batch.records();
        if (publisher.publish(batch)) {
          ledger.addHanded(batch.startNanos() / NANOS_PER_SECOND, batch.records());
        } else {
          ledger.addDiscarded("queue_full", batch.records());
        }
      }
    }
    return records;
  }

  /** Sends what waits for a batch to fill. */
  void flush() {
    for (EventBatcher batcher : batchers) {
      batcher.flush();
    }
    long refused = batchers.stream().mapToLong(EventBatcher::refused).sum();
    ledger.addDiscarded("redact_failed", refused - refusedBefore);
    refusedBefore = refused;
  }

  private void handOver(EventBatch batch) {
    if (!publisher.publish(batch)) {
      ledger.addDiscarded("queue_full", batch.rows());
      return;
    }
    long second = Long.MIN_VALUE;
    long records = 0;
    for (long time : batch.times()) {
      long its = time / NANOS_PER_SECOND;
      if (its != second && records > 0) {
        ledger.addHanded(second, records);
        records = 0;
      }
      second = its;
      records++;
    }
    ledger.addHanded(second, records);
  }

  /** Publishes the balance as it is now. */
  void publishLedger(long nowNanos, boolean closed) {
    long pending = batchers.stream().mapToLong(EventBatcher::pending).sum();
    LedgerSnapshot snapshot =
        ledger.snapshot(
            nowNanos,
            closed,
            eventsByParity[0] + eventsByParity[1],
            pending,
            publisher.delivery(tapset));
    if (!publisher.publish(snapshot)) {
      ledger.takeBack(snapshot);
    }
  }

  /** Reads from the kernel how often it skipped a program: {@code ProgramInfo.recursionMisses}. */
  void countRecursion() {
    long misses = 0;
    for (Program program : objects.programs()) {
      try {
        misses += program.info().recursionMisses();
      } catch (SystemCallException e) {
        LOG.warn("{}: read program statistics: {}", tapset, e.getMessage());
        return;
      }
    }
    ledger.setUnseen("recursion", misses);
  }

  /** Starts to detach every probe but {@code end}, which runs when all others have gone. */
  void detach() {
    attachments.stream().filter(a -> !isEnd(a)).forEach(Attachment::close);
  }

  private static boolean isEnd(Attachment attachment) {
    return attachment.point() instanceof ProbePoint.End;
  }

  /** Waits until no program can run any more, then runs those at {@code end}. */
  void awaitDetached() {
    await(attachments.stream().filter(a -> !isEnd(a)).toList());
    List<Attachment> ends = attachments.stream().filter(Session::isEnd).toList();
    ends.forEach(Attachment::close);
    await(ends);
  }

  private void await(List<Attachment> closed) {
    CompletableFuture<?>[] all =
        closed.stream()
            .map(a -> a.detached().toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(all).get(DETACH_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("{}: detach: {}", tapset, e.toString());
    }
  }

  /** Gives programs and maps back. */
  @Override
  public void close() {
    attachments.forEach(Attachment::close);
    objects.close();
  }

  /** One aggregation map: its two buffers, and the memory they are emptied into. */
  private static final class Aggregation {
    private final SeriesGatherer gatherer;
    private final List<BpfMap> buffers;
    private final MapBatch batch;

    Aggregation(SeriesGatherer gatherer, List<BpfMap> buffers) {
      this.gatherer = gatherer;
      this.buffers = buffers;
      this.batch = buffers.get(0).newBatch(DRAIN_ENTRIES);
    }

    void drain(int parity) throws SystemCallException {
      batch.rewind();
      boolean more = true;
      while (more) {
        more = buffers.get(parity).drain(batch);
        for (int entry = 0; entry < batch.size(); entry++) {
          gatherer.add(
              batch.keys(), batch.keyOffset(entry), batch.values(), batch.valueOffset(entry, 0));
        }
      }
    }
  }
}
