package io.tapline.dashboard.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.Test;

class LiveClientTest {
  private final SlowSink sink = new SlowSink();
  private final List<String> ends = new ArrayList<>();
  private final LiveClient client =
      new LiveClient(sink, Callback.from(() -> ends.add("ended"), e -> ends.add("failed")));

  @Test
  void sendsNothingBeforeTheSnapshot() {
    client.update(bytes("early"));
    assertThat(sink.written).isEmpty();
    assertThat(client.wantsSnapshot()).isTrue();
    client.snapshot(bytes("snapshot"));
    client.update(bytes("update"));
    sink.completeAll();
    assertThat(sink.written).containsExactly("snapshot", "update");
  }

  @Test
  void dropsAndCountsForASlowTabAndStartsItAfreshWithASnapshot() {
    client.snapshot(bytes("snapshot"));
    String big = "x".repeat(LiveClient.MOST_QUEUED_BYTES / 4);
    for (int i = 0; i < 10; i++) {
      client.update(bytes(big));
    }
    assertThat(client.dropped()).isEqualTo(6);
    assertThat(client.wantsSnapshot()).as("while its queue is full").isFalse();
    sink.completeAll();
    assertThat(client.wantsSnapshot()).isTrue();
    client.update(bytes("makes no sense without what was dropped"));
    client.snapshot(bytes("second snapshot"));
    sink.completeAll();
    assertThat(sink.written).hasSize(7).last().isEqualTo("second snapshot");
    assertThat(sink.written.get(5)).contains("event: dropped").contains("\"messages\":7");
    assertThat(client.dropped()).isZero();
  }

  @Test
  void endsOnceWhenTheTabIsGone() {
    client.snapshot(bytes("snapshot"));
    sink.failNext();
    assertThat(client.isEnded()).isTrue();
    client.update(bytes("late"));
    client.close();
    assertThat(ends).containsExactly("failed");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(UTF_8);
  }

  /** Takes a write and completes it only when told. */
  private static final class SlowSink implements Content.Sink {
    private final List<String> written = new ArrayList<>();
    private Callback pending = Callback.NOOP;
    private boolean busy;

    @Override
    public void write(boolean last, ByteBuffer content, Callback callback) {
      assertThat(busy).as("one write at a time").isFalse();
      busy = true;
      pending = callback;
      written.add(UTF_8.decode(content.duplicate()).toString());
    }

    void completeAll() {
      while (busy) {
        busy = false;
        pending.succeeded();
      }
    }

    void failNext() {
      busy = false;
      pending.failed(new java.io.IOException("broken pipe"));
    }
  }
}
