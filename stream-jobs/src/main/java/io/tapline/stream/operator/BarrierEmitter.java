package io.tapline.stream.operator;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.flink.runtime.state.VoidNamespace;
import org.apache.flink.runtime.state.VoidNamespaceSerializer;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.InternalTimer;
import org.apache.flink.streaming.api.operators.InternalTimerService;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.operators.Triggerable;

/**
 * A keyed step that gathers and hands out cumulative rows: what is due at every tick, and
 * everything before a checkpoint barrier. So whatever a checkpoint or savepoint holds is also, row
 * by row, in the store, and a restart goes on from there.
 *
 * <p>Each key also has one timer that looks every {@link #SILENCE_MILLIS} whether it is still
 * alive.
 *
 * @param <I> what comes in
 * @param <O> what goes out
 */
abstract class BarrierEmitter<I, O> extends AbstractStreamOperator<O>
    implements OneInputStreamOperator<I, O>, Triggerable<String, VoidNamespace> {
  /** How often a key is checked for silence. */
  static final long SILENCE_MILLIS = TimeUnit.MINUTES.toMillis(10);

  private static final long serialVersionUID = 1L;

  private final long tickMillis;
  private transient InternalTimerService<VoidNamespace> timers;

  /** Looks for due rows so often. */
  @SuppressWarnings("NullAway.Init") // Flink calls open before any record.
  BarrierEmitter(long tickMillis) {
    this.tickMillis = tickMillis;
  }

  /** Hands out rows that are due, or all that changed. */
  abstract void emit(boolean all) throws Exception;

  /**
   * The current key's silence is to be judged.
   *
   * @return whether it still has state, so that it is to be looked at again
   */
  abstract boolean checkSilence(long nowMillis) throws Exception;

  /** Has the current key looked at after a while; call once when its state is made. */
  final void watchSilence(long nowMillis) {
    timers.registerProcessingTimeTimer(VoidNamespace.INSTANCE, nowMillis + SILENCE_MILLIS);
  }

  @Override
  public void open() throws Exception {
    super.open();
    timers = getInternalTimerService("silence", VoidNamespaceSerializer.INSTANCE, this);
    scheduleTick(getProcessingTimeService().getCurrentProcessingTime());
  }

  @Override
  public void prepareSnapshotPreBarrier(long checkpointId) throws Exception {
    super.prepareSnapshotPreBarrier(checkpointId);
    emit(true);
  }

  @Override
  public void finish() throws Exception {
    emit(true);
    super.finish();
  }

  @Override
  public void onEventTime(InternalTimer<String, VoidNamespace> timer) {
    throw new IllegalStateException("no event time timer is ever registered");
  }

  @Override
  public void onProcessingTime(InternalTimer<String, VoidNamespace> timer) throws Exception {
    long now = getProcessingTimeService().getCurrentProcessingTime();
    if (checkSilence(now)) {
      watchSilence(now);
    }
  }

  private void scheduleTick(long nowMillis) {
    ScheduledFuture<?> unused =
        getProcessingTimeService()
            .registerTimer(
                nowMillis + tickMillis,
                ignored -> {
                  emit(false);
                  scheduleTick(getProcessingTimeService().getCurrentProcessingTime());
                });
  }
}
