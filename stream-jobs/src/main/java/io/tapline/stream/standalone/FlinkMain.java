package io.tapline.stream.standalone;

import io.tapline.storage.engine.ConnectionSettings;
import io.tapline.storage.engine.EngineException;
import io.tapline.storage.engine.Role;
import io.tapline.stream.job.JobSettings;
import io.tapline.stream.sink.ClickHouseRowStore;
import io.tapline.stream.sink.RowStoreOpener;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Flink with the job as a process: {@code --data DIR --kafka BOOTSTRAP --clickhouse URL
 * --credentials FILE --rest-port P}. State lives under {@code DIR/flink}. Prints {@code READY
 * {"page":"http://127.0.0.1:P"}} when all tasks run; when stdin ends, reads what Kafka still has,
 * stops with a savepoint, and exits.
 */
public final class FlinkMain {
  private static final Logger LOG = LoggerFactory.getLogger(FlinkMain.class);

  private FlinkMain() {}

  /** See the class. */
  public static void main(String[] arguments) {
    ChildProcess process = new ChildProcess("flink", System.in, System.out, System.err);
    System.exit(process.run(() -> start(arguments)));
  }

  private static FlinkPart start(String[] arguments) {
    Options options =
        Options.parse(arguments, Set.of("data", "kafka", "clickhouse", "credentials", "rest-port"));
    JobSettings settings = JobSettings.of(options.text("kafka"), clickHouse(options));
    EmbeddedFlink flink =
        EmbeddedFlink.start(
            options.path("data").resolve("flink"), options.port("rest-port"), settings);
    return new FlinkPart(flink, flink.died());
  }

  private static RowStoreOpener clickHouse(Options options) {
    try {
      ConnectionSettings read = ConnectionSettings.read(options.path("credentials"), Role.WRITER);
      String url = options.optional("clickhouse");
      return ClickHouseRowStore.opener(
          url == null
              ? read
              : new ConnectionSettings(url, read.user(), read.password(), read.database()));
    } catch (EngineException e) {
      throw new StandaloneException(String.valueOf(e.getMessage()), e);
    }
  }

  private record FlinkPart(EmbeddedFlink flink, CompletableFuture<String> died)
      implements ChildProcess.Part {
    @Override
    public String readyJson() {
      return "{\"page\":\"" + flink.page() + "\"}";
    }

    @Override
    public void close() {
      try {
        if (!died.isDone()) {
          flink.stopWithSavepoint();
        }
      } catch (StandaloneException e) {
        LOG.warn(
            "no savepoint, the next start goes on from the last checkpoint: {}", e.getMessage());
      } finally {
        flink.close();
      }
    }
  }
}
