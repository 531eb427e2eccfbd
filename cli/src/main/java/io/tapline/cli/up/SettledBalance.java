package io.tapline.cli.up;

import io.tapline.cli.store.LineQuestions;
import java.time.Duration;
import java.time.Instant;

/**
 * The balance of a run whose job belongs to somebody else. That job goes on: nobody makes it write
 * its windows out, so the last seconds appear when it gets to its next checkpoint. They are asked
 * for until nothing can change any more, within a limit.
 */
final class SettledBalance {
  /** Six times the interval between checkpoints that docker-compose.yml sets. */
  static final Duration LIMIT = Duration.ofSeconds(60);

  private static final Duration POLL = Duration.ofMillis(250);

  private final Screen screen;
  private final String job;
  private final Duration limit;

  /**
   * @param job where the job's cluster answers
   * @param limit how long to ask
   */
  SettledBalance(Screen screen, String job, Duration limit) {
    this.screen = screen;
    this.job = job;
    this.limit = limit;
  }

  /**
   * Asks until the balance is settled, or for as long as the limit is.
   *
   * @param until when the agent had ended
   * @return the last answer
   */
  LineQuestions.Balance await(LineQuestions questions, Instant until) throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    LineQuestions.Balance balance = questions.balance(until);
    if (!balance.settled()) {
      screen.say(
          "waiting until the job at "
              + job
              + " has written the last seconds, at most "
              + limit.toSeconds()
              + " s");
    }
    while (!balance.settled() && System.nanoTime() < deadline) {
      Thread.sleep(POLL.toMillis());
      balance = questions.balance(until);
    }
    return balance;
  }
}
