package io.tapline.cli.bench;

import io.tapline.cli.output.Rows;
import io.tapline.cli.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Event to queryable row: a workload of real system calls, and looks at the store every 25 ms. The
 * looks cost the store some of the CPU that they measure.
 */
public final class LatencyBench {
  /** The script that makes an event of each call. */
  public static final String TAPSET = "bench.latency";

  private static final Duration PAUSE = Duration.ofMillis(25);
  private static final Duration LOOK_BACK = Duration.ofSeconds(10);
  private static final Duration REST = Duration.ofSeconds(5);

  // final = 0: no batch was sent twice in a bench, and merging on read would be most of the work.
  private static final String COUNTS =
      """
      SELECT intDiv(toUnixTimestamp64Milli(time), 10) AS stretch, count() AS rows FROM events
      WHERE tapset = {tapset:String} AND time >= {since:DateTime64(9, 'UTC')}
      GROUP BY stretch SETTINGS final = 0
      """;

  private final Store store;
  private final Visibility visibility = new Visibility();

  /** Looks at {@code store}. */
  public LatencyBench(Store store) {
    this.store = store;
  }

  /**
   * What came of it; latencies in ms.
   *
   * @param calls made by the workload
   * @param rows seen in the store
   * @param perSecond calls per second, as achieved
   */
  public record Result(long calls, long rows, double perSecond, long p50, long p99, long longest) {
    /** As one row. */
    public Rows asRows() {
      return new Rows(
          List.of("calls", "rows", "calls/s", "p50_ms", "p99_ms", "max_ms"),
          List.of(List.of(calls, rows, Math.rint(perSecond), p50, p99, longest)));
    }
  }

  /** Runs the workload for {@code time} and looks on until all has arrived or 5 s have passed. */
  public Result run(long perSecond, Duration time) throws InterruptedException {
    Instant began = Instant.now();
    long beganNanos = System.nanoTime();
    try (SteadyCalls workload = new SteadyCalls(perSecond)) {
      workload.start();
      while (System.nanoTime() - beganNanos < time.toNanos()) {
        look(began);
        Thread.sleep(PAUSE.toMillis());
      }
      workload.close();
      double seconds = (System.nanoTime() - beganNanos) / 1e9;
      long deadline = System.nanoTime() + REST.toNanos();
      while (visibility.rows() < workload.calls() && System.nanoTime() < deadline) {
        look(began);
        Thread.sleep(PAUSE.toMillis());
      }
      return new Result(
          workload.calls(),
          visibility.rows(),
          workload.calls() / seconds,
          visibility.quantileMillis(0.5),
          visibility.quantileMillis(0.99),
          visibility.longestMillis());
    }
  }

  private void look(Instant began) {
    Instant back = Instant.now().minus(LOOK_BACK);
    Instant since = back.isBefore(began) ? began : back;
    Rows answer = store.ask(COUNTS, Map.of("tapset", TAPSET, "since", since));
    long now = System.currentTimeMillis();
    Map<Long, Long> counts = new HashMap<>();
    for (List<?> row : answer.values()) {
      if (row.get(0) instanceof Number stretch && row.get(1) instanceof Number count) {
        counts.put(stretch.longValue(), count.longValue());
      }
    }
    visibility.look(now, counts);
  }
}
