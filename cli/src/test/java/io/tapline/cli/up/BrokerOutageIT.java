package io.tapline.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.agent.publish.AgentIdentity;
import io.tapline.agent.publish.EventPublisher;
import io.tapline.agent.publish.KafkaPublisher;
import io.tapline.agent.publish.LedgerSnapshot;
import io.tapline.cli.host.FreePorts;
import io.tapline.stream.standalone.EmbeddedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The agent's one busy thread sends and empties the kernel's maps. If a send waited for a broker
 * that is away, an epoch would last as long, and the maps would be full before its end.
 */
final class BrokerOutageIT {
  private static final Duration OUTAGE = Duration.ofSeconds(8);
  private static final Duration PACE = Duration.ofMillis(100);

  @TempDir private Path folder;

  @Test
  void noSendWaitsForABrokerThatIsAwayAndEverythingArrivesLater() throws Exception {
    List<Integer> ports = FreePorts.find(2);
    EmbeddedBroker broker = EmbeddedBroker.start(folder, ports.get(0), ports.get(1));
    try (EventPublisher publisher =
        KafkaPublisher.connect(
            broker.bootstrap(), new AgentIdentity("agent", "host", 7), Duration.ofSeconds(30))) {
      broker.close();
      Duration longest = Duration.ZERO;
      long sent = 0;
      for (long end = System.nanoTime() + OUTAGE.toNanos(); System.nanoTime() < end; sent++) {
        long began = System.nanoTime();
        assertThat(publisher.publish(entry(sent))).isTrue();
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        longest = took.compareTo(longest) > 0 ? took : longest;
        Thread.sleep(PACE.toMillis()); // the agent's own pace is slower
      }
      assertThat(longest).isLessThan(Duration.ofSeconds(2));
      assertThat(sent).isGreaterThan(OUTAGE.dividedBy(PACE) / 2);

      broker = EmbeddedBroker.start(folder, ports.get(0), ports.get(1));
      assertThat(publisher.flush(Duration.ofSeconds(60))).isTrue();
      assertThat(publisher.delivery("").failed()).isZero();
    } finally {
      broker.close();
    }
  }

  private static LedgerSnapshot entry(long sequence) {
    return new LedgerSnapshot(
        "syscall.latency",
        sequence,
        1_000_000_000L * sequence,
        false,
        0,
        0,
        0,
        0,
        new EventPublisher.Delivery(0, 0, 0),
        Map.of(),
        Map.of(),
        Map.of(),
        new TreeMap<>());
  }
}
