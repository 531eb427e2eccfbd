package io.tapline.stream.job;

import io.tapline.stream.operator.HopCount;
import io.tapline.stream.operator.HopDelta;
import io.tapline.stream.operator.Intake;
import io.tapline.stream.operator.Partial;
import io.tapline.stream.operator.WindowMerge;
import io.tapline.stream.sink.ClickHouseSink;
import io.tapline.stream.sink.RowBlock;
import io.tapline.stream.sink.RowBlockSerializer;
import io.tapline.stream.source.WireDeserializer;
import io.tapline.stream.source.WireSource;
import java.time.Clock;
import java.time.Duration;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The topology.
 *
 * <pre>
 *   Kafka -> wire -> intake -+- events, ledger, status rows ------------> store
 *            (one chain)     |
 *                            +- partials -> keyBy(host, tapset)
 *                            |              windows -+- window rows -----> store
 *                            |                       |
 *                            +- hop counts ----------+-> keyBy(agent, boot, tapset)
 *                                                        hops - hop rows -> store
 * </pre>
 *
 * <p>Each step has a uid, so that its state is found again by a changed job.
 */
public final class TraceJob {
  /** The job's name in Flink's page. */
  public static final String NAME = "tapline";

  private TraceJob() {}

  /** What the job needs of its environment whatever the cluster. */
  public static Configuration requirements() {
    Configuration requirements = new Configuration();
    // Nothing may fall back to a serializer that nobody chose.
    requirements.set(PipelineOptions.GENERIC_TYPES, false);
    // Records are not changed once handed on; copying them between chained steps buys nothing.
    requirements.set(PipelineOptions.OBJECT_REUSE, true);
    requirements.set(PipelineOptions.AUTO_WATERMARK_INTERVAL, Duration.ofMillis(200));
    return requirements;
  }

  /** Adds the steps to an environment, whose configuration decides on checkpoints and restarts. */
  public static void build(StreamExecutionEnvironment env, JobSettings settings) {
    Clock clock = Clock.systemUTC();
    SingleOutputStreamOperator<RowBlock> intake =
        env.fromSource(
                WireSource.of(settings.bootstrap()),
                WireSource.watermarks(),
                "wire",
                WireDeserializer.TYPE)
            .uid("wire")
            .process(new Intake(clock), RowBlockSerializer.TYPE)
            .name("intake")
            .uid("intake");
    SingleOutputStreamOperator<RowBlock> windows =
        intake
            .getSideOutput(Intake.PARTIALS)
            .keyBy(Partial::ownerKey, Types.STRING)
            .transform(
                "windows", RowBlockSerializer.TYPE, new WindowMerge(clock, settings.seriesLimit()))
            .uid("windows");
    SingleOutputStreamOperator<RowBlock> hops =
        intake
            .getSideOutput(Intake.HOPS)
            .union(windows.getSideOutput(WindowMerge.HOPS))
            .keyBy(HopDelta::originKey, Types.STRING)
            .transform("hops", RowBlockSerializer.TYPE, new HopCount(clock))
            .uid("hops");
    store(intake, settings, "store-events");
    store(windows, settings, "store-windows");
    store(hops, settings, "store-hops");
  }

  /** Each step has a sink of its own, in its own chain: rows are never copied between tasks. */
  private static void store(DataStream<RowBlock> rows, JobSettings settings, String uid) {
    rows.sinkTo(new ClickHouseSink(settings.store(), settings.flush())).name(uid).uid(uid);
  }
}
