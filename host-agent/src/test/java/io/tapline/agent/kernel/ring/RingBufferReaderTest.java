package io.tapline.agent.kernel.ring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The reader over pages made by hand, without a kernel. */
final class RingBufferReaderTest {
  private static final int PAGE = 64;
  private static final int SIZE = 64;

  private final ByteBuffer consumer = direct(PAGE);
  private final ByteBuffer producer = direct(PAGE + SIZE);
  private final RingBufferReader reader = new RingBufferReader(consumer, producer, PAGE, SIZE);
  private final List<Long> seen = new ArrayList<>();

  @Test
  void handsOverFinishedRecordsInOrderAndGivesTheirRoomBack() {
    write(0, 8, 11);
    write(16, 8, 22);
    producer.putLong(0, 32);

    assertThat(reader.backlogBytes()).isEqualTo(32);
    assertThat(poll(10)).isEqualTo(2);
    assertThat(seen).containsExactly(11L, 22L);
    assertThat(consumer.getLong(0)).isEqualTo(32);
    assertThat(reader.backlogBytes()).isZero();
    assertThat(poll(10)).isZero();
  }

  @Test
  void stopsAtARecordThatIsStillBeingWrittenAndGoesOnWhenItIsFinished() {
    write(0, 8, 11);
    write(16, 8 | RingBufferReader.BUSY, 22);
    write(32, 8, 33);
    producer.putLong(0, 48);

    assertThat(poll(10)).isEqualTo(1);
    assertThat(consumer.getLong(0)).isEqualTo(16);

    write(16, 8, 22);
    assertThat(poll(10)).isEqualTo(2);
    assertThat(seen).containsExactly(11L, 22L, 33L);
  }

  @Test
  void skipsDiscardedRecordsWithoutCountingThemAsDelivered() {
    write(0, 8 | RingBufferReader.DISCARDED, 11);
    write(16, 8, 22);
    producer.putLong(0, 32);

    assertThat(poll(1)).isEqualTo(1);
    assertThat(seen).containsExactly(22L);
    assertThat(reader.discarded()).isEqualTo(1);
    assertThat(reader.position()).isEqualTo(32);
  }

  @Test
  void leavesTheRestForTheNextPollAtTheLimit() {
    write(0, 8, 11);
    write(16, 8, 22);
    producer.putLong(0, 32);

    assertThat(poll(1)).isEqualTo(1);
    assertThat(consumer.getLong(0)).isEqualTo(16);
    assertThat(poll(1)).isEqualTo(1);
    assertThat(seen).containsExactly(11L, 22L);
  }

  @Test
  void putsARecordThatWrapsTogether() {
    consumer.putLong(0, SIZE + 48L);
    // 24 bytes from position 48 of the ring: 16 until its end, 8 from its beginning.
    producer.putInt(PAGE + 48, 16);
    producer.putLong(PAGE + 56, 44);
    producer.putLong(PAGE, 55);
    producer.putLong(0, SIZE + 72L);

    assertThat(
            reader.poll(
                (data, offset, length) -> {
                  assertThat(length).isEqualTo(16);
                  seen.add(data.getLong(offset));
                  seen.add(data.getLong(offset + 8));
                },
                10))
        .isEqualTo(1);
    assertThat(seen).containsExactly(44L, 55L);
    assertThat(consumer.getLong(0)).isEqualTo(SIZE + 72L);
  }

  @Test
  void roundsTheLengthUpToEightBytes() {
    write(0, 5, 11);
    write(16, 8, 22);
    producer.putLong(0, 32);

    assertThat(poll(10)).isEqualTo(2);
    assertThat(seen).containsExactly(11L, 22L);
  }

  @Test
  void neverHandsARecordOverTwiceEvenWhenItsHandlerThrows() {
    write(0, 8, 11);
    write(16, 8, 22);
    producer.putLong(0, 32);

    assertThatThrownBy(
            () ->
                reader.poll(
                    (data, offset, length) -> {
                      throw new IllegalArgumentException("handler");
                    },
                    10))
        .hasMessage("handler");
    assertThat(poll(10)).isEqualTo(1);
    assertThat(seen).containsExactly(22L);
  }

  @Test
  void refusesALengthThatRunsPastTheProducer() {
    write(0, 48, 11);
    producer.putLong(0, 16);
    assertThatThrownBy(() -> poll(10))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("next=56");
    assertThat(consumer.getLong(0)).isZero();
  }

  @Test
  void refusesASizeThatIsNoPowerOfTwo() {
    assertThatThrownBy(() -> new RingBufferReader(consumer, producer, PAGE, 60))
        .hasMessageContaining("size=60");
  }

  private int poll(int limit) {
    return reader.poll((data, offset, length) -> seen.add(data.getLong(offset)), limit);
  }

  private void write(int position, int header, long payload) {
    producer.putInt(PAGE + position, header);
    producer.putLong(PAGE + position + RingBufferReader.HEADER_BYTES, payload);
  }

  private static ByteBuffer direct(int bytes) {
    return ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
  }
}
