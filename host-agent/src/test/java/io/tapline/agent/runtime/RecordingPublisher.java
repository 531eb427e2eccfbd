package io.tapline.agent.runtime;

import io.tapline.agent.event.EventBatch;
import io.tapline.agent.event.SeriesBatch;
import io.tapline.agent.publish.EventPublisher;
import io.tapline.agent.publish.LedgerSnapshot;
import io.tapline.agent.publish.StatusSnapshot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps what it is given, and acknowledges it at once. */
final class RecordingPublisher implements EventPublisher {
  final List<EventBatch> events = new ArrayList<>();
  final List<SeriesBatch> series = new ArrayList<>();
  final List<LedgerSnapshot> ledger = new ArrayList<>();
  final List<StatusSnapshot> statuses = new ArrayList<>();
  private final Map<String, Long> handed = new HashMap<>();

  @Override
  public boolean publish(EventBatch batch) {
    events.add(batch);
    handed.merge(batch.tapset(), (long) batch.rows(), Long::sum);
    return true;
  }

  @Override
  public boolean publish(SeriesBatch batch) {
    series.add(batch);
    handed.merge(batch.tapset(), batch.records(), Long::sum);
    return true;
  }

  @Override
  public boolean publish(LedgerSnapshot snapshot) {
    ledger.add(snapshot);
    return true;
  }

  @Override
  public void publish(StatusSnapshot status) {
    statuses.add(status);
  }

  @Override
  public Delivery delivery(String tapset) {
    long all = handed.getOrDefault(tapset, 0L);
    return new Delivery(all, all, 0);
  }

  @Override
  public boolean flush(Duration limit) {
    return true;
  }

  @Override
  public void close() {}

  LedgerSnapshot lastLedger(String tapset) {
    return ledger.stream().filter(l -> l.tapset().equals(tapset)).reduce((a, b) -> b).orElseThrow();
  }

  long secondsTotal(String tapset) {
    return ledger.stream()
        .filter(l -> l.tapset().equals(tapset))
        .flatMap(l -> l.seconds().values().stream())
        .mapToLong(Long::longValue)
        .sum();
  }

  StatusSnapshot.TapsetSnapshot firstStatus(String tapset) {
    return statuses.get(0).tapsets().stream()
        .filter(t -> t.tapset().equals(tapset))
        .findFirst()
        .orElseThrow();
  }
}
