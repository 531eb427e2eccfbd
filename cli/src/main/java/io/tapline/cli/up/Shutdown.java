package io.tapline.cli.up;

import io.tapline.cli.outcome.CommandFailure;
import io.tapline.cli.output.Format;
import io.tapline.cli.output.RowsWriter;
import io.tapline.cli.store.LineQuestions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Stops the line in the order in which records travel, so that what was captured is stored, and
 * says what came of it: agent (detach, drain, last ledger), then the job (all received, savepoint;
 * one that is not ours is waited for), then the sums, then broker and store.
 */
final class Shutdown {
  private static final Duration DRAIN_LIMIT = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(250);

  private final Line line;
  private final Screen screen;
  private final boolean traced;
  private final Optional<SettledBalance> outside;
  private final Clock clock;

  /**
   * @param traced whether there has been an agent
   * @param outside how to come to a balance if the job is not ours to stop
   */
  Shutdown(
      Line line, Screen screen, boolean traced, Optional<SettledBalance> outside, Clock clock) {
    this.line = line;
    this.screen = screen;
    this.traced = traced;
    this.outside = outside;
    this.clock = clock;
  }

  /** Runs to the end even where a part does not answer any more; each such thing is said. */
  void run(LineQuestions questions) throws InterruptedException {
    screen.keep();
    screen.say("stopping: detaching probes, sending what is left");
    boolean clean = line.stop("agent");
    // The second that it ended in is its last one.
    Instant until = clock.instant().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
    if (outside.isEmpty()) {
      clean &= drain(questions);
      clean &= line.stop("flink");
    }
    summarise(questions, until);
    clean &= line.stop("broker");
    clean &= line.stop("clickhouse");
    screen.say(clean ? "stopped cleanly" : "stopped, not everything by itself; see above");
  }

  private boolean drain(LineQuestions questions) throws InterruptedException {
    long deadline = System.nanoTime() + DRAIN_LIMIT.toNanos();
    try {
      long behind = questions.recordsBehind();
      while (behind > 0 && System.nanoTime() < deadline) {
        Thread.sleep(POLL.toMillis());
        behind = questions.recordsBehind();
      }
      if (behind > 0) {
        screen.say(
            behind
                + " records are still in Kafka after "
                + DRAIN_LIMIT.toSeconds()
                + " s; the next up on this folder takes them");
      }
      return behind == 0;
    } catch (CommandFailure e) {
      screen.say("cannot tell whether all is stored: " + e.getMessage());
      return false;
    }
  }

  private void summarise(LineQuestions questions, Instant until) throws InterruptedException {
    try {
      LineQuestions.Balance balance =
          traced && outside.isPresent()
              ? outside.get().await(questions, until)
              : questions.balance(until);
      RowsWriter writer = new RowsWriter(screen.terminal());
      writer.write(questions.summary(), Format.TABLE);
      if (balance.rows().values().isEmpty()) {
        screen.say("no agent reported in this run: no ledger");
        return;
      }
      screen.terminal().out().println();
      writer.write(balance.rows(), Format.TABLE);
      screen.say(verdict(balance));
    } catch (CommandFailure e) {
      screen.say("no summary: " + e.getMessage());
    }
  }

  private String verdict(LineQuestions.Balance balance) {
    if (outside.isPresent() && !balance.settled()) {
      return "THE LEDGER DOES NOT BALANCE YET: the job has not written everything; see later with"
          + " tapline audit --hops";
    }
    return balance.balanced()
        ? "the ledger balances: every hit is stored, filtered, or dropped by a named reason"
        : "THE LEDGER DOES NOT BALANCE; start again on this folder and see tapline audit --hops";
  }
}
