package io.tapline.stream.standalone;

import io.tapline.stream.job.TraceJob;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;

/** The configuration of the embedded cluster and of the job on it. */
final class FlinkSettings {
  /** Tasks side by side; also the slots of the one TaskManager. */
  static final int PARALLELISM = 2;

  private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);
  private static final Duration CHECKPOINT_TIMEOUT = Duration.ofMinutes(2);
  private static final int RESTARTS = 20;

  private FlinkSettings() {}

  /**
   * @param folder where checkpoints and temporary files live
   * @param restPort of the web page on 127.0.0.1; 0 for any
   */
  static Configuration cluster(Path folder, int restPort) {
    Configuration c = new Configuration();
    c.set(RestOptions.ADDRESS, LocalPort.HOST);
    c.set(RestOptions.BIND_ADDRESS, LocalPort.HOST);
    c.set(RestOptions.PORT, restPort);
    c.set(RestOptions.BIND_PORT, Integer.toString(restPort));
    // Who reaches the page must not be able to run code by it.
    c.set(WebOptions.SUBMIT_ENABLE, false);
    c.set(JobManagerOptions.ADDRESS, LocalPort.HOST);
    c.set(TaskManagerOptions.NUM_TASK_SLOTS, PARALLELISM);
    c.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(16));
    c.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(16));
    // Nothing of ours uses managed memory: state is on the heap.
    c.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(1));
    c.set(CoreOptions.TMP_DIRS, folder.resolve("tmp").toString());
    return c;
  }

  /**
   * @param restore a checkpoint or savepoint to go on from
   */
  static Configuration job(Path folder, Optional<Path> restore) {
    Configuration c = TraceJob.requirements();
    c.set(StateBackendOptions.STATE_BACKEND, "hashmap");
    c.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
    c.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, CHECKPOINT_TIMEOUT);
    // A store that is away for an hour fails many checkpoints; the job goes on when it is back.
    c.set(CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, Integer.MAX_VALUE);
    c.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
    c.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints(folder).toUri().toString());
    c.set(CheckpointingOptions.SAVEPOINT_DIRECTORY, savepoints(folder).toUri().toString());
    c.set(CheckpointingOptions.MAX_RETAINED_CHECKPOINTS, 2);
    c.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    restarts(c);
    restore.ifPresent(
        path -> {
          c.set(StateRecoveryOptions.SAVEPOINT_PATH, path.toUri().toString());
          // Flink removes it once newer checkpoints have taken its place.
          c.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
        });
    return c;
  }

  static Path checkpoints(Path folder) {
    return folder.resolve("checkpoints");
  }

  static Path savepoints(Path folder) {
    return folder.resolve("savepoints");
  }

  private static void restarts(Configuration c) {
    c.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
    c.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
        Duration.ofMillis(500));
    c.set(
        RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
        Duration.ofSeconds(20));
    c.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, RESTARTS);
  }
}
