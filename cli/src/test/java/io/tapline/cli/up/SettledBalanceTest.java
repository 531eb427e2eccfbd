package io.tapline.cli.up;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.cli.output.Rows;
import io.tapline.cli.output.Terminal;
import io.tapline.cli.store.LineQuestions;
import io.tapline.cli.store.LineQuestions.Balance;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SettledBalanceTest {
  private static final Instant UNTIL = Instant.parse("2026-11-25T12:00:00Z");
  private static final Rows ROWS = new Rows(List.of("tapset"), List.of(List.of("syscall.latency")));
  private static final Balance OPEN = new Balance(ROWS, true, false);
  private static final Balance WINDOWS_MISSING = new Balance(ROWS, false, true);
  private static final Balance SETTLED = new Balance(ROWS, true, true);

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void aBalanceThatIsSettledIsNotWaitedFor() throws Exception {
    assertThat(await(Duration.ofMinutes(5), SETTLED)).isEqualTo(SETTLED);
    assertThat(said()).isEmpty();
  }

  @Test
  void asksUntilTheLastWordAndTheLastWindowsAreThere() throws Exception {
    assertThat(await(Duration.ofMinutes(5), OPEN, WINDOWS_MISSING, SETTLED)).isEqualTo(SETTLED);
    assertThat(said())
        .isEqualTo(
            "waiting until the job at http://flink:8081 has written the last seconds, at most 300 s\n");
  }

  @Test
  void endsWithWhatIsThereAtTheLimit() throws Exception {
    assertThat(await(Duration.ZERO, WINDOWS_MISSING)).isEqualTo(WINDOWS_MISSING);
    assertThat(said()).contains("at most 0 s");
  }

  private Balance await(Duration limit, Balance... answers) throws InterruptedException {
    Screen screen =
        new Screen(
            new Terminal(
                System.out,
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false,
                false,
                false));
    try (LineQuestions questions = new Answers(new ArrayDeque<>(List.of(answers)))) {
      return new SettledBalance(screen, "http://flink:8081", limit).await(questions, UNTIL);
    }
  }

  private String said() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private record Answers(Deque<Balance> left) implements LineQuestions {
    @Override
    public Rows live(Duration span) {
      throw new AssertionError("not asked");
    }

    @Override
    public long recordsBehind() {
      throw new AssertionError("not asked");
    }

    @Override
    public Rows summary() {
      throw new AssertionError("not asked");
    }

    @Override
    public Balance balance(Instant until) {
      assertThat(until).isEqualTo(UNTIL);
      return left.remove();
    }

    @Override
    public void close() {
      assertThat(left).as("answers that nobody asked for").isEmpty();
    }
  }
}
