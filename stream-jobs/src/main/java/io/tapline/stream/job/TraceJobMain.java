package io.tapline.stream.job;

import io.tapline.storage.engine.ConnectionSettings;
import io.tapline.storage.engine.Role;
import io.tapline.stream.sink.ClickHouseRowStore;
import java.nio.file.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.ParameterTool;

/**
 * The job for a Flink cluster of one's own: {@code flink run -c io.tapline.stream.job.TraceJobMain
 * JAR --kafka BOOTSTRAP --clickhouse URL --credentials FILE}.
 *
 * <p>The credentials are read where the job is submitted and travel in the job graph. Checkpoints,
 * restarts and parallelism are the cluster's; give the TaskManagers {@code
 * -Dorg.apache.avro.SERIALIZABLE_PACKAGES=io.tapline.schemas.avro} in {@code env.java.opts.all}.
 */
public final class TraceJobMain {
  private TraceJobMain() {}

  /** See the class. */
  public static void main(String[] arguments) throws Exception {
    ParameterTool parameters = ParameterTool.fromArgs(arguments);
    ConnectionSettings read =
        ConnectionSettings.read(Path.of(parameters.getRequired("credentials")), Role.WRITER);
    ConnectionSettings store =
        new ConnectionSettings(
            parameters.get("clickhouse", read.url()),
            read.user(),
            read.password(),
            read.database());
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(TraceJob.requirements());
    TraceJob.build(
        env, JobSettings.of(parameters.getRequired("kafka"), ClickHouseRowStore.opener(store)));
    env.execute(TraceJob.NAME);
  }
}
