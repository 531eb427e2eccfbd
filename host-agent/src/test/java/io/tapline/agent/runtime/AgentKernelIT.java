package io.tapline.agent.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapline.agent.event.BatchColumn;
import io.tapline.agent.event.EventBatch;
import io.tapline.agent.event.SeriesBatch;
import io.tapline.agent.publish.LedgerSnapshot;
import io.tapline.agent.publish.StatusSnapshot;
import io.tapline.agent.script.tapset.Tapset;
import io.tapline.agent.script.tapset.TapsetHeader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * The whole agent but Kafka, on the real kernel, against an outside workload that knows its own
 * count: perl, which is part of every Debian, and whose getppid() is one system call each.
 */
class AgentKernelIT {
  private static final int CALLS = 200_000;

  private final RecordingPublisher publisher = new RecordingPublisher();

  @BeforeEach
  void needsRootAndPerl() throws IOException {
    assumeTrue(
        Files.readString(Path.of("/proc/self/status")).matches("(?s).*\nUid:\\s+0\\s.*"),
        "root, or CAP_BPF and CAP_PERFMON, is missing");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/perl")), "perl is missing");
  }

  @Test
  void everyCallOfTheWorkloadIsInAHistogram() throws Exception {
    run(AgentProcess.tapsets(List.of("syscall.latency")), "tl-histogram");

    long counted = 0;
    for (SeriesBatch batch : publisher.series) {
      for (int row = 0; row < batch.rows(); row++) {
        if (text(batch, 0, row).equals("tl-histogram") && text(batch, 1, row).equals("getppid")) {
          counted += batch.counts()[row];
        }
      }
    }
    assertThat(counted).isEqualTo(CALLS);
    assertBalanced("syscall.latency");
  }

  @Test
  void everyCallOfTheWorkloadIsAnEvent() throws Exception {
    run(
        List.of(tapset("calls", "tracepoint:syscalls:sys_enter_getppid { emit(comm, pid); }")),
        "tl-events");

    long counted = 0;
    for (EventBatch batch : publisher.events) {
      BatchColumn comm =
          batch.columns().stream().filter(c -> c.name().equals("comm")).findFirst().orElseThrow();
      for (long value : comm.values()) {
        counted += batch.dictionary().get((int) value).equals("tl-events") ? 1 : 0;
      }
    }
    assertThat(counted).isEqualTo(CALLS);
    assertBalanced("calls");
  }

  @Test
  void scriptsThatShareTheRingGetTheirOwnRecords() throws Exception {
    String ours = "tracepoint:syscalls:sys_enter_getppid /comm == \"tl-shared\"/ ";
    Tapset first = tapset("first", ours + "{ emit(a = 1); }");
    Tapset second = tapset("second", ours + "{ emit(b = 2); emit(c = \"x\"); }");
    run(List.of(first, second), "tl-shared");

    assertThat(rows("first")).isEqualTo(CALLS);
    assertThat(rows("second")).isEqualTo(2 * CALLS);
    assertBalanced("first");
    assertBalanced("second");
  }

  @Test
  void aFullMapIsCountedAndTheRestIsRight() throws Exception {
    // 30,000 different keys in a quarter of a second do not fit into 16,384.
    Tapset many =
        tapset("many", "tracepoint:syscalls:sys_enter_getppid { @n[tid, nsecs] = count(); }");
    run(List.of(many), "tl-many");

    LedgerSnapshot last = publisher.lastLedger("many");
    assertThat(last.dropped().keySet()).containsExactly("map_full");
    assertThat(last.hits()).isGreaterThanOrEqualTo(CALLS);
    assertBalanced("many");
  }

  @Test
  void whatThisKernelLacksIsReportedAndCostsTheOthersNothing() throws Exception {
    Tapset missing = tapset("missing", "tracepoint:sched:no_such_event { emit(a = 1); }");
    Tapset wrong = tapset("wrong", "tracepoint:syscalls:sys_enter_getppid { emit(a = nope); }");
    Tapset absent = tapset("absent", "usdt:no-such-program:query__start { emit(a = 1); }");
    Tapset fine = tapset("fine", "tracepoint:syscalls:sys_enter_getppid { emit(a = 1); }");
    run(List.of(missing, wrong, absent, fine), "tl-missing");

    assertThat(publisher.firstStatus("missing").state())
        .isEqualTo(StatusSnapshot.State.UNSUPPORTED);
    assertThat(publisher.firstStatus("missing").detail())
        .contains("this kernel has no tracepoint:sched:no_such_event");
    assertThat(publisher.firstStatus("wrong").state()).isEqualTo(StatusSnapshot.State.FAILED);
    assertThat(publisher.firstStatus("wrong").detail()).contains("nope");
    assertThat(publisher.firstStatus("absent").state()).isEqualTo(StatusSnapshot.State.WAITING);
    assertThat(publisher.firstStatus("fine").state()).isEqualTo(StatusSnapshot.State.ATTACHED);
    assertThat(rows("fine")).isGreaterThanOrEqualTo(CALLS);
  }

  private void run(List<Tapset> tapsets, String comm) throws Exception {
    try (AgentProcess process = AgentProcess.prepare(tapsets, publisher)) {
      CountDownLatch ready = new CountDownLatch(1);
      Thread agent = new Thread(() -> process.agent().run(unused -> ready.countDown()), "agent");
      agent.start();
      try {
        assertThat(ready.await(20, TimeUnit.SECONDS)).isTrue();
        workload(comm);
      } finally {
        process.agent().stop();
        agent.join(TimeUnit.SECONDS.toMillis(20));
      }
      assertThat(agent.isAlive()).isFalse();
    }
  }

  private static void workload(String comm) throws Exception {
    Process perl =
        new ProcessBuilder("/usr/bin/perl", "-e", "$0 = '" + comm + "'; getppid for 1.." + CALLS)
            .inheritIO()
            .start();
    assertThat(perl.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(perl.exitValue()).isZero();
  }

  private static Tapset tapset(String name, String script) {
    return new Tapset(TapsetHeader.of(script, name), script);
  }

  private long rows(String tapset) {
    return publisher.events.stream()
        .filter(b -> b.tapset().equals(tapset))
        .mapToLong(EventBatch::rows)
        .sum();
  }

  private void assertBalanced(String tapset) {
    LedgerSnapshot last = publisher.lastLedger(tapset);
    long dropped = last.dropped().values().stream().mapToLong(Long::longValue).sum();
    assertThat(last.closed()).isTrue();
    assertThat(last.hits()).isEqualTo(last.filtered() + dropped + last.captured());
    assertThat(last.pending()).isZero();
    assertThat(last.captured()).isEqualTo(last.delivery().handed());
    assertThat(publisher.secondsTotal(tapset)).isEqualTo(last.delivery().handed());
  }

  private static String text(SeriesBatch batch, int column, int row) {
    return batch.dictionary().get((int) batch.keys().get(column).values()[row]);
  }
}
