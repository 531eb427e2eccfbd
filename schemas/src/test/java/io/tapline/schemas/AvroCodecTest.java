package io.tapline.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapline.schemas.avro.AgentStatus;
import io.tapline.schemas.avro.EventBatch;
import io.tapline.schemas.avro.TapsetState;
import io.tapline.schemas.avro.TapsetStatus;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class AvroCodecTest {
  private final AvroCodec codec = new AvroCodec();

  @Test
  void returnsWhatWasWritten() {
    assertThat(codec.decode(codec.encode(status()), AgentStatus.class)).isEqualTo(status());
  }

  @Test
  void headerIsMarkerAndFingerprintOfTheWritersSchema() {
    byte[] bytes = codec.encode(status());
    assertThat(bytes[0]).isEqualTo((byte) 0xC3);
    assertThat(bytes[1]).isEqualTo((byte) 0x01);
    assertThat(codec.writerOf(bytes)).isEqualTo(AgentStatus.getClassSchema());
  }

  @Test
  void readsRecordsOfAnOlderSchemaOnceItIsRegistered() {
    Schema current = AgentStatus.getClassSchema();
    String older =
        current.toString().replace("{\"name\":\"kernel\"", "{\"name\":\"kernelRelease\"");
    Schema unknown = new Schema.Parser().parse(older);
    byte[] bytes = codec.encode(status());
    long fingerprint = AvroCodec.fingerprint(unknown);
    for (int i = 0; i < 8; i++) {
      bytes[2 + i] = (byte) (fingerprint >>> (8 * i));
    }
    assertThatThrownBy(() -> codec.decode(bytes, AgentStatus.class))
        .isInstanceOfSatisfying(
            AvroCodec.UnknownSchemaException.class,
            e -> assertThat(e.fingerprint()).isEqualTo(fingerprint));
    codec.register(unknown);
    assertThat(codec.writerOf(bytes)).isEqualTo(unknown);
  }

  @Test
  void refusesARecordOfAnotherKind() {
    assertThatThrownBy(() -> codec.decode(codec.encode(status()), EventBatch.class))
        .isInstanceOf(AvroCodec.MalformedRecordException.class)
        .hasMessageContaining("expected io.tapline.schemas.avro.EventBatch");
  }

  @Test
  void anyDamageIsAValueOrOneOfTwoErrors() {
    SplittableRandom random = new SplittableRandom(4);
    byte[] whole = codec.encode(status());
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = Arrays.copyOf(whole, random.nextInt(whole.length + 3));
      for (int flips = random.nextInt(3); flips > 0 && bytes.length > 0; flips--) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        codec.decode(bytes, AgentStatus.class);
      } catch (AvroCodec.MalformedRecordException | AvroCodec.UnknownSchemaException e) {
        assertThat(e).hasMessageMatching("(?s).+");
      }
    }
  }

  @Test
  void fingerprintsOfThisBuildDiffer() {
    assertThat(AvroCodec.SCHEMAS.stream().map(AvroCodec::topicKey).distinct()).hasSize(4);
  }

  private static AgentStatus status() {
    return AgentStatus.newBuilder()
        .setAgent("a")
        .setHost("db-11")
        .setBoot(7)
        .setTimeNanos(1_700_000_000_000_000_000L)
        .setKernel("6.18.44")
        .setCpus(2)
        .setRssBytes(100L << 20)
        .setCpuNanos(1)
        .setStopping(false)
        .setTapsets(
            List.of(
                TapsetStatus.newBuilder()
                    .setTapset("pg.query")
                    .setState(TapsetState.WAITING)
                    .setDetail("no PostgreSQL runs here")
                    .setProbes(0)
                    .build()))
        .build();
  }
}
