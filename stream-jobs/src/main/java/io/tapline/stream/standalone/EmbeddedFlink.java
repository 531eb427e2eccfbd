package io.tapline.stream.standalone;

import io.tapline.stream.job.JobSettings;
import io.tapline.stream.job.TraceJob;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.executiongraph.AccessExecutionVertex;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Flink cluster in this JVM with the job on it: JobManager, one TaskManager with two slots,
 * web page on 127.0.0.1. State lives in the folder: the job goes on from the newest checkpoint or
 * savepoint there.
 *
 * <p>Not thread-safe: one owner starts and stops it.
 */
public final class EmbeddedFlink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedFlink.class);
  private static final Duration START_TIMEOUT = Duration.ofSeconds(90);
  private static final Duration SAVEPOINT_TIMEOUT = Duration.ofSeconds(20);
  private static final long POLL_MILLIS = 50;

  private final MiniCluster cluster;
  private final JobID job;
  private final Path folder;
  private final String bootstrap;
  private final URI page;

  private EmbeddedFlink(MiniCluster cluster, JobID job, Path folder, String bootstrap, URI page) {
    this.cluster = cluster;
    this.job = job;
    this.folder = folder;
    this.bootstrap = bootstrap;
    this.page = page;
  }

  /**
   * Starts cluster and job and returns when all tasks run.
   *
   * @param folder for checkpoints, savepoints and temporary files; made when missing
   * @param restPort of the web page; 0 for any free one
   * @throws StandaloneException when the port or the folder cannot be used, or when the job does
   *     not come up, also from any snapshot in the folder
   */
  public static EmbeddedFlink start(Path folder, int restPort, JobSettings settings) {
    if (restPort != 0) {
      LocalPort.requireFree(restPort, "Flink's page");
    }
    try {
      Files.createDirectories(folder.resolve("tmp"));
    } catch (IOException e) {
      throw new StandaloneException("cannot make Flink's folder " + folder + ": " + e, e);
    }
    MiniCluster cluster = startCluster(folder, restPort);
    try {
      JobID job = startJob(cluster, folder, settings);
      URI page = cluster.getRestAddress().get(START_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
      return new EmbeddedFlink(cluster, job, folder, settings.bootstrap(), page);
    } catch (ExecutionException | TimeoutException e) {
      closeQuietly(cluster);
      throw new StandaloneException("Flink does not answer: " + Causes.shortest(e), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closeQuietly(cluster);
      throw new StandaloneException("interrupted while Flink was starting", e);
    } catch (RuntimeException e) {
      closeQuietly(cluster);
      throw e;
    }
  }

  /** Where Flink's own page is. */
  public URI page() {
    return page;
  }

  /** Completes, with the reason, when the job has ended without having been asked to. */
  public CompletableFuture<String> died() {
    return cluster
        .requestJobResult(job)
        .handle(
            (result, failure) ->
                failure != null
                    ? "Flink lost the job: " + Causes.shortest(failure)
                    : "the job ended: " + reason(result));
  }

  /** Takes a checkpoint now and waits for it; rows before it are in the store then. */
  public void checkpoint() {
    await("checkpoint", cluster.triggerCheckpoint(job), SAVEPOINT_TIMEOUT);
  }

  /**
   * Stops the job after it has read all that Kafka has, with a savepoint from which the next start
   * goes on. When the store does not take rows any more, gives up after a while: the next start
   * then goes on from the last checkpoint, and replays.
   */
  public void stopWithSavepoint() {
    new CatchUp(bootstrap).await(this::checkpoint);
    String savepoint =
        await(
            "savepoint",
            cluster.stopWithSavepoint(
                job,
                FlinkSettings.savepoints(folder).toUri().toString(),
                false,
                SavepointFormatType.CANONICAL),
            SAVEPOINT_TIMEOUT);
    LOG.info("stopped with savepoint {}", savepoint);
  }

  /** Ends the cluster at once; what the last checkpoint does not hold is replayed at next start. */
  @Override
  public void close() {
    closeQuietly(cluster);
  }

  private static MiniCluster startCluster(Path folder, int restPort) {
    Configuration configuration = FlinkSettings.cluster(folder, restPort);
    MiniCluster cluster =
        new MiniCluster(
            new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(FlinkSettings.PARALLELISM)
                .build());
    try {
      cluster.start();
      return cluster;
    } catch (Exception e) {
      closeQuietly(cluster);
      throw new StandaloneException("Flink cannot start: " + Causes.shortest(e), e);
    }
  }

  /** From the newest snapshot that can be read; never silently from none while there are some. */
  private static JobID startJob(MiniCluster cluster, Path folder, JobSettings settings)
      throws InterruptedException {
    List<Path> snapshots = Snapshots.newestFirst(folder);
    if (snapshots.isEmpty()) {
      return submit(cluster, folder, settings, Optional.empty());
    }
    StandaloneException last = null;
    for (Path snapshot : snapshots) {
      try {
        JobID job = submit(cluster, folder, settings, Optional.of(snapshot));
        LOG.info("goes on from {}", snapshot);
        return job;
      } catch (StandaloneException e) {
        LOG.warn("cannot go on from {}: {}", snapshot, e.getMessage());
        last = e;
      }
    }
    throw new StandaloneException(
        "none of the "
            + snapshots.size()
            + " snapshots in "
            + folder
            + " can be read; remove the folder to begin anew from what Kafka still has",
        last);
  }

  private static JobID submit(
      MiniCluster cluster, Path folder, JobSettings settings, Optional<Path> restore)
      throws InterruptedException {
    Configuration configuration = FlinkSettings.job(folder, restore);
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(FlinkSettings.PARALLELISM);
    TraceJob.build(env, settings);
    var graph = env.getStreamGraph();
    graph.setJobName(TraceJob.NAME);
    JobID job = await("submit", cluster.submitJob(graph.getJobGraph()), START_TIMEOUT).getJobID();
    try {
      awaitRunning(cluster, job);
    } catch (StandaloneException e) {
      cancel(cluster, job);
      throw e;
    }
    return job;
  }

  /** Makes sure that a job that did not come up does not go on trying beside the next one. */
  private static void cancel(MiniCluster cluster, JobID job) {
    try {
      await("cancel", cluster.cancelJob(job), SAVEPOINT_TIMEOUT);
    } catch (StandaloneException e) {
      LOG.debug("{} needs no cancelling: {}", job, e.getMessage());
    }
  }

  private static void awaitRunning(MiniCluster cluster, JobID job) throws InterruptedException {
    long deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    while (!allTasksRun(cluster, job)) {
      JobStatus status = await("status", cluster.getJobStatus(job), START_TIMEOUT);
      if (status.isGloballyTerminalState()) {
        JobResult result = await("result", cluster.requestJobResult(job), START_TIMEOUT);
        throw new StandaloneException("the job did not come up: " + reason(result));
      }
      if (System.nanoTime() > deadline) {
        throw new StandaloneException("the job did not come up in time; it is " + status);
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  private static boolean allTasksRun(MiniCluster cluster, JobID job) {
    var graph = await("execution graph", cluster.getExecutionGraph(job), START_TIMEOUT);
    for (AccessExecutionVertex vertex : graph.getAllExecutionVertices()) {
      if (vertex.getExecutionState() != ExecutionState.RUNNING) {
        return false;
      }
    }
    return graph.getAllExecutionVertices().iterator().hasNext();
  }

  private static <T> T await(String what, CompletableFuture<T> future, Duration timeout) {
    try {
      return future.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new StandaloneException("Flink: " + what + ": " + Causes.shortest(e), e);
    } catch (TimeoutException e) {
      throw new StandaloneException(
          "Flink: " + what + ": no answer within " + timeout.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StandaloneException("Flink: " + what + ": interrupted", e);
    }
  }

  private static String reason(JobResult result) {
    return result
        .getSerializedThrowable()
        .map(Causes::shortest)
        .orElseGet(() -> String.valueOf(result.getJobStatus().orElse(null)));
  }

  private static void closeQuietly(MiniCluster cluster) {
    try {
      cluster.closeAsync().get(SAVEPOINT_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.warn("Flink did not close cleanly: {}", Causes.shortest(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
