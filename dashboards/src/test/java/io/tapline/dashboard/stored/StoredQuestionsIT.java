package io.tapline.dashboard.stored;

import static io.tapline.dashboard.stored.SeededEngine.HOSTILE_KEY;
import static io.tapline.dashboard.stored.SeededEngine.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.tapline.dashboard.QuestionException;
import io.tapline.dashboard.view.Balance;
import io.tapline.dashboard.view.Column;
import io.tapline.dashboard.view.EventView;
import io.tapline.dashboard.view.Filter;
import io.tapline.dashboard.view.Health;
import io.tapline.dashboard.view.Heatmap;
import io.tapline.dashboard.view.PageReader;
import io.tapline.dashboard.view.TapsetView;
import io.tapline.dashboard.view.TimeRange;
import io.tapline.dashboard.view.TopRow;
import io.tapline.schemas.BucketLayout;
import io.tapline.storage.query.NamedQueries;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page's questions on the real engine: every column it relies on, with known numbers. */
class StoredQuestionsIT {
  /** Not a whole minute, so that windows of all resolutions are cut. */
  private static long second;

  private static SeededEngine engine;
  private static StoredQuestions questions;
  private static PageReader reader;

  private final TimeRange range =
      TimeRange.between(second - 120, second, Instant.ofEpochSecond(second));
  private final Filter blockIo = new Filter("block_io", "", "");

  @BeforeAll
  static void start() throws IOException {
    second = Instant.now().getEpochSecond() / 60 * 60 - 30;
    engine = SeededEngine.start(second);
    Clock clock = Clock.fixed(Instant.ofEpochSecond(second), ZoneOffset.UTC);
    questions = new StoredQuestions(NamedQueries.bundled(), engine.reader(), clock);
    reader = new PageReader(questions, clock);
  }

  @AfterAll
  static void stop() throws IOException {
    if (engine != null) {
      engine.close();
    }
  }

  @Test
  void readsColumnsOnceHoweverOftenTheyWereEmitted() {
    PageReader.Columns answer = reader.columns(blockIo, range);
    assertThat(answer.unit()).isEqualTo("ns");
    assertThat(answer.columns()).hasSize(120);
    Column first = answer.columns().get(0);
    assertThat(first.start()).isEqualTo(second - 120);
    assertThat(first.records()).isEqualTo(200);
    assertThat(first.sum()).isEqualTo(200_000);
    assertThat(first.distribution().quantile(0.5))
        .isCloseTo(BucketLayout.middle(321), within(1e-9));
    assertThat(first.distribution().quantile(1)).isCloseTo(BucketLayout.middle(661), within(1e-9));
    Heatmap heatmap = Heatmap.of("ns", range, answer.columns(), false);
    assertThat(heatmap.stats().records()).isEqualTo(24_000);
    assertThat(heatmap.stats().perSecond()).isEqualTo(200);
  }

  @Test
  void narrowsToAHostAndAKey() {
    assertThat(records(new Filter("block_io", "db-2", ""))).isEqualTo(12_000);
    assertThat(records(new Filter("block_io", "", KEY))).isEqualTo(24_000);
    assertThat(records(new Filter("block_io", "db-3", ""))).isZero();
    assertThat(records(new Filter("statements", "", HOSTILE_KEY))).isEqualTo(1200);
    assertThat(records(new Filter("statements", "", "it's"))).isZero();
  }

  @Test
  void addsUpToTheSameAtEveryStep() {
    for (int step : new int[] {1, 10, 60}) {
      TimeRange coarse =
          new TimeRange((second - 180) / 60 * 60, (second + 60) / 60 * 60, step, step);
      assertThat(
              reader.columns(blockIo, coarse).columns().stream().mapToLong(Column::records).sum())
          .as("step %d", step)
          .isEqualTo(24_000);
    }
  }

  @Test
  void ranksHostsAndKeys() {
    List<TopRow> hosts = reader.top(blockIo, range, "host");
    assertThat(hosts).extracting(TopRow::name).containsExactly("db-1", "db-2");
    assertThat(hosts.get(0).records()).isEqualTo(12_000);
    assertThat(hosts.get(0).p99()).isCloseTo(BucketLayout.middle(321), within(1e-6));
    assertThat(hosts.get(0).greatest()).isCloseTo(BucketLayout.upperBound(661), within(1e-3));
    assertThat(reader.top(new Filter("statements", "", ""), range, "key"))
        .extracting(TopRow::name)
        .containsExactly(HOSTILE_KEY);
    TopRow counted = reader.top(new Filter("page_faults", "", ""), range, "key").get(0);
    assertThat(counted.records()).isEqualTo(840);
    assertThat(counted.p99()).isZero();
  }

  @Test
  void readsTheLatestEventsFirst() {
    List<EventView> events = reader.events(new Filter("statements", "", HOSTILE_KEY), range, 20);
    assertThat(events).hasSize(20);
    EventView latest = events.get(0);
    assertThat(latest.time()).isEqualTo((second - 1) * 1000.0, within(0.01));
    assertThat(latest.key()).containsExactly(HOSTILE_KEY);
    assertThat(latest.value()).isEqualTo(1119);
    assertThat(latest.comm()).isEqualTo("postgres");
    assertThat(latest.attributes()).containsEntry("rows", 119L).containsEntry("user", "bob");
    assertThat(events).extracting(EventView::id).doesNotHaveDuplicates();
    assertThat(reader.events(new Filter("statements", "", ""), range, 1000)).hasSize(120);
  }

  @Test
  void listsKeysHostsAndTapsetsWithTheirStates() {
    assertThat(reader.keys("block_io", range)).containsExactly(KEY);
    assertThat(reader.hosts()).containsExactly("db-1", "db-2");
    List<TapsetView> tapsets = reader.tapsets(range);
    assertThat(tapsets)
        .extracting(TapsetView::tapset)
        .containsExactly("block_io", "page_faults", "statements", "tcp_connect");
    assertThat(tapsets.get(0).values()).isTrue();
    assertThat(tapsets.get(0).hosts()).isEqualTo(2);
    assertThat(tapsets.get(0).states())
        .extracting(TapsetView.State::state)
        .containsExactly("attached");
    assertThat(tapsets.get(1).values()).isFalse();
    assertThat(tapsets.get(3).records()).isZero();
    assertThat(tapsets.get(3).states().get(0).detail()).isEqualTo("needs kprobes");
  }

  @Test
  void balancesTheLedgerOfTheCurrentRun() {
    Health health = reader.health();
    assertThat(health.agents()).hasSize(2);
    assertThat(health.agents().get(0).cpuSeconds()).isEqualTo(4.5);
    Balance blockIo = health.ledger().get(0);
    assertThat(blockIo.tapset()).isEqualTo("block_io");
    assertThat(blockIo.hits()).isEqualTo(99_000);
    assertThat(blockIo.dropped()).isEqualTo(Map.of("ring_full", 990L));
    assertThat(blockIo.kernelGap()).isZero();
    assertThat(blockIo.agentGap()).isZero();
    assertThat(blockIo.inFlight()).isEqualTo(990);
    assertThat(blockIo.received()).isEqualTo(87_000);
    assertThat(blockIo.late()).isEqualTo(3);
    assertThat(blockIo.checked()).isEqualTo(2000);
    assertThat(blockIo.storeGap()).isZero();
    Balance statements = health.ledger().get(1);
    assertThat(statements.checked()).isEqualTo(10);
    assertThat(statements.stored()).isEqualTo(10);
    assertThat(health.lost()).isEqualTo(1980);
  }

  @Test
  void answersAnyNamedQueryAndSaysWhatDoesNotFit() {
    assertThat(questions.ask("p99_by_host", Map.of("tapset", "block_io")).columns())
        .contains("host");
    assertThat(questions.parameters("page_top")).contains("tapset", "by", "limit");
    assertThatThrownBy(() -> questions.ask("nothing", Map.of()))
        .isInstanceOfSatisfying(
            QuestionException.class,
            e -> assertThat(e.kind()).isEqualTo(QuestionException.Kind.UNKNOWN));
    assertThatThrownBy(() -> questions.ask("page_top", Map.of("tapset", "x", "limit", "1 OR 1")))
        .isInstanceOfSatisfying(
            QuestionException.class,
            e -> assertThat(e.kind()).isEqualTo(QuestionException.Kind.PARAMETER))
        .hasMessageContaining("limit");
  }

  private long records(Filter filter) {
    return reader.columns(filter, range).columns().stream().mapToLong(Column::records).sum();
  }
}
