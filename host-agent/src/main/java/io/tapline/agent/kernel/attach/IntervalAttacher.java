package io.tapline.agent.kernel.attach;

import io.tapline.agent.kernel.load.Program;
import io.tapline.agent.kernel.sys.SystemCallException;
import io.tapline.agent.probe.ProbePoint;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A timer of the agent's that runs the program: no kernel timer is needed for one hit now and then.
 * Ticks that a busy machine delayed are caught up.
 */
final class IntervalAttacher implements PointAttacher<ProbePoint.Interval> {
  private static final Logger LOG = LoggerFactory.getLogger(IntervalAttacher.class);

  private final ScheduledExecutorService ticking;

  IntervalAttacher(ScheduledExecutorService ticking) {
    this.ticking = ticking;
  }

  @Override
  public AutoCloseable attach(
      Program program, ProbePoint.Interval point, long cookie, AttachOptions options) {
    long nanos = point.period().toNanos();
    Future<?> ticks =
        ticking.scheduleAtFixedRate(() -> tick(program, point), nanos, nanos, TimeUnit.NANOSECONDS);
    return () -> stop(ticks);
  }

  private void stop(Future<?> ticks) throws InterruptedException, ExecutionException {
    ticks.cancel(false);
    // A tick may be running: the timer's one thread takes this up after it.
    ticking.submit(() -> {}).get();
  }

  private static void tick(Program program, ProbePoint point) {
    try {
      program.testRun();
    } catch (SystemCallException e) {
      // Thrown on, it ends this timer: one line in the log, not one per tick.
      LOG.error("{} stopped: {}", point.name(), e.getMessage());
      throw new IllegalStateException(e);
    }
  }
}
