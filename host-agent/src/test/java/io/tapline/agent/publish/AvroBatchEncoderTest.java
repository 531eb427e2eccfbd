package io.tapline.agent.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.agent.event.BatchColumn;
import io.tapline.agent.event.EventBatch;
import io.tapline.agent.event.SeriesBatch;
import io.tapline.schemas.AvroCodec;
import io.tapline.schemas.avro.ColumnKind;
import io.tapline.schemas.avro.ColumnRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The bytes written here are the golden files that the stream jobs' tests read. */
class AvroBatchEncoderTest {
  private static final Path GOLDEN = Path.of("../schemas/src/test/resources/golden");

  private final AvroBatchEncoder encoder =
      new AvroBatchEncoder(new AgentIdentity("agent-1", "db-11", 42));

  @Test
  void generatedClassesReadEventsAsTheyWereMeant() throws IOException {
    EventBatch batch =
        new EventBatch(
            "pg.query",
            3,
            new long[] {
              1_700_000_000_000_000_000L, 1_700_000_000_000_000_900L, 1_699_999_999_999_999_000L
            },
            "ns",
            List.of("select ?", "psql", "update t"),
            List.of(
                new BatchColumn("statement", true, BatchColumn.Role.KEY, new long[] {0, 2, 0}),
                new BatchColumn(
                    "latency", false, BatchColumn.Role.VALUE, new long[] {5, -1, 1L << 40}),
                new BatchColumn("comm", true, BatchColumn.Role.ATTRIBUTE, new long[] {1, 1, 1})));
    byte[] bytes = encoder.encode(batch);
    golden("event-batch.bin", bytes);

    var read = new AvroCodec().decode(bytes, io.tapline.schemas.avro.EventBatch.class);
    assertThat(read.getAgent()).isEqualTo("agent-1");
    assertThat(read.getHost()).isEqualTo("db-11");
    assertThat(read.getBoot()).isEqualTo(42);
    assertThat(read.getSequence()).isEqualTo(3);
    assertThat(read.getBaseTimeNanos()).isEqualTo(1_700_000_000_000_000_000L);
    assertThat(read.getTimeDeltas()).containsExactly(0L, 900L, -1_900L);
    assertThat(read.getColumns().get(0).getKind()).isEqualTo(ColumnKind.STRING);
    assertThat(read.getColumns().get(0).getRole()).isEqualTo(ColumnRole.KEY);
    assertThat(read.getColumns().get(1).getRole()).isEqualTo(ColumnRole.VALUE);
    assertThat(read.getColumns().get(1).getKind()).isEqualTo(ColumnKind.INTEGER);
    assertThat(read.getColumns().get(1).getValues()).containsExactly(5L, -1L, 1L << 40);
    assertThat(read.getColumns().get(2).getRole()).isEqualTo(ColumnRole.ATTRIBUTE);
  }

  @Test
  void generatedClassesReadSeriesAsTheyWereMeant() throws IOException {
    SeriesBatch batch =
        new SeriesBatch(
            "syscall.latency",
            0,
            1_700_000_000_000_000_000L,
            1_700_000_000_250_000_000L,
            "ns",
            List.of("java", "futex"),
            List.of(
                new BatchColumn("comm", true, BatchColumn.Role.KEY, new long[] {0}),
                new BatchColumn("syscall", true, BatchColumn.Role.KEY, new long[] {1})),
            new long[] {7},
            new long[0],
            new int[] {2},
            new int[] {33, 900},
            new long[] {4, 3});
    byte[] bytes = encoder.encode(batch);
    golden("series-batch.bin", bytes);

    var read = new AvroCodec().decode(bytes, io.tapline.schemas.avro.SeriesBatch.class);
    assertThat(read.getTapset()).isEqualTo("syscall.latency");
    assertThat(read.getCounts()).containsExactly(7L);
    assertThat(read.getSums()).isEmpty();
    assertThat(read.getBucketLengths()).containsExactly(2);
    assertThat(read.getBuckets()).containsExactly(33, 900);
    assertThat(read.getBucketCounts()).containsExactly(4L, 3L);
  }

  private static void golden(String name, byte[] bytes) throws IOException {
    Path file = GOLDEN.resolve(name);
    if (Boolean.getBoolean("golden.rewrite")) {
      Files.createDirectories(GOLDEN);
      Files.write(file, bytes);
    }
    assertThat(bytes).as(name).isEqualTo(Files.readAllBytes(file));
  }
}
