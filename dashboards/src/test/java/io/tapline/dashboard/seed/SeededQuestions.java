package io.tapline.dashboard.seed;

import io.tapline.dashboard.Answer;
import io.tapline.dashboard.QuestionException;
import io.tapline.dashboard.QuestionException.Kind;
import io.tapline.dashboard.Questions;
import io.tapline.schemas.BucketLayout;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * A store of invented records: the same second, host and key always give the same records, so that
 * a test can compute what the page must show. Some names are hostile on purpose.
 */
public final class SeededQuestions implements Questions {
  /** Runs as script, or becomes an element, wherever markup is built from it. */
  public static final String HOSTILE =
      "<img src=x onerror=\"document.title='owned'\"><script>document.title='owned'</script>";

  /** Turns the direction of the text that follows it. */
  public static final String REVERSING = "\u202egpj.exe";

  private static final int SAMPLES = 24;

  /** Hosts of every tapset. */
  public static final List<String> HOSTS =
      List.of("db-11.fra1", "db-18.fra1", "db-25.fra1", "web-02.ams2", "web-07.ams2");

  private final List<Tapset> tapsets =
      List.of(
          new Tapset(
              "block_io",
              "ns",
              List.of("nvme0n1\u001fread", "nvme0n1\u001fwrite", "sda\u001fwrite"),
              90e3,
              1.1,
              1400,
              true),
          new Tapset(
              "syscalls",
              "ns",
              List.of(
                  "postgres\u001fpread64",
                  "postgres\u001ffdatasync",
                  "nginx\u001fepoll_wait",
                  "java\u001ffutex"),
              2.4e3,
              1.7,
              21000,
              false),
          new Tapset(
              "statements",
              "ns",
              List.of(
                  "update pgbench_accounts set abalance = abalance + ? where aid = ?",
                  "select abalance from pgbench_accounts where aid = ?",
                  "insert into pgbench_history values (?, ?, ?, ?, current_timestamp)",
                  "select '" + HOSTILE + "' -- \" & ; drop table x"),
              310e3,
              0.9,
              900,
              true),
          new Tapset("page_faults", "", List.of("postgres", "java", HOSTILE), 0, 0, 5200, false));

  private record Tapset(
      String name,
      String unit,
      List<String> keys,
      double median,
      double sigma,
      int perSecond,
      boolean keepsEvents) {
    /** A value of roughly log-normal shape around the median. */
    long value(SplittableRandom random) {
      double bell = 0;
      for (int i = 0; i < 6; i++) {
        bell += random.nextDouble() - 0.5;
      }
      return Math.round(median * Math.exp(sigma * bell * 1.6));
    }
  }

  /** Counts by bucket of some records. */
  private static final class Tally {
    private final TreeMap<Integer, Long> counts = new TreeMap<>();
    private long records;
    private long sum;

    void add(Tapset tapset, String host, String key, long start, long step) {
      SplittableRandom random = random(tapset.name(), host, key, start);
      double share = (double) tapset.perSecond() / HOSTS.size() / tapset.keys().size();
      long each = Math.max(1, Math.round(share * step / SAMPLES));
      int samples = SAMPLES - 3 + random.nextInt(7);
      if (tapset.sigma() == 0) {
        records += each * samples;
        return;
      }
      // One host stalls for a minute in every ten; some keys are slower than others.
      boolean stalls = host.equals("db-11.fra1") && Math.floorMod(start, 600L) / 60 == 6;
      double slower = (stalls ? 14 : 1) * (1 + 2.5 * tapset.keys().indexOf(key));
      for (int i = 0; i < samples; i++) {
        long value = Math.round(tapset.value(random) * slower);
        boolean rare = random.nextInt(400) == 0;
        add(BucketLayout.bucketOf(rare ? value * 30 : value), rare ? 1 : each, value);
      }
    }

    void add(int bucket, long count, long value) {
      counts.merge(bucket, count, Long::sum);
      records += count;
      sum += value * count;
    }

    Map<String, Object> buckets() {
      Map<String, Object> buckets = new LinkedHashMap<>();
      counts.forEach((bucket, count) -> buckets.put(bucket.toString(), count));
      return buckets;
    }

    double quantile(double share) {
      long rank = (long) Math.ceil(share * records);
      long seen = 0;
      for (Map.Entry<Integer, Long> entry : counts.entrySet()) {
        seen += entry.getValue();
        if (seen >= rank) {
          return BucketLayout.middle(entry.getKey());
        }
      }
      return 0;
    }
  }

  /** A record that a test adds while the page looks on. */
  public record Extra(String tapset, String host, String key, long second, long value) {}

  private final List<Extra> extras = new CopyOnWriteArrayList<>();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private volatile boolean away;
  private volatile boolean empty;

  /** Adds a record. */
  public void add(Extra extra) {
    extras.add(extra);
  }

  /** While empty, no tapset has reported anything. */
  public void empty(boolean isEmpty) {
    empty = isEmpty;
  }

  /** While away, every question fails as if the store were gone. */
  public void away(boolean isAway) {
    away = isAway;
  }

  /** The names of all questions asked so far. */
  public List<String> asked() {
    return asked;
  }

  @Override
  public List<String> names() {
    return List.of("p99_by_host", "page_columns");
  }

  @Override
  public List<String> parameters(String name) {
    return names().contains(name) ? List.of("tapset") : List.of();
  }

  @Override
  public Answer ask(String name, Map<String, String> parameters) {
    asked.add(name);
    if (away) {
      throw new QuestionException(
          Kind.STORE, "the store does not answer: connection refused", null);
    }
    if (empty) {
      return new Answer(List.of(), List.of());
    }
    return switch (name) {
      case "page_columns" -> columns(parameters);
      case "page_top" -> top(parameters);
      case "page_events" -> events(parameters);
      case "page_keys" -> keys(parameters);
      case "page_hosts" -> new Answer(List.of("host"), HOSTS.stream().map(h -> row(h)).toList());
      case "page_tapsets" -> recorded(parameters);
      case "page_status" -> status();
      case "page_ledger" -> ledger();
      case "page_stored" -> stored();
      case "page_agents" -> agents();
      case "p99_by_host" -> new Answer(List.of("host", "p99"), List.of(row("db-11.fra1", 5.0e6)));
      default -> throw new QuestionException(Kind.UNKNOWN, "no question '" + name + "'", null);
    };
  }

  private Answer columns(Map<String, String> p) {
    long step = Long.parseLong(p.get("step"));
    List<List<Object>> rows = new ArrayList<>();
    Tapset tapset = tapset(p.get("tapset"));
    for (long start = from(p); tapset != null && start < to(p); start += step) {
      Tally tally = new Tally();
      for (String host : HOSTS) {
        for (String key : tapset.keys()) {
          if (fits(p, host, key)) {
            tally.add(tapset, host, key, start, step);
          }
        }
      }
      addExtras(p, start, step, tally);
      if (tally.records > 0) {
        rows.add(row(start, tapset.unit(), tally.records, tally.sum, tally.buckets()));
      }
    }
    return new Answer(List.of("second", "unit", "records", "total", "buckets"), rows);
  }

  private void addExtras(Map<String, String> p, long start, long step, Tally tally) {
    for (Extra extra : extras) {
      if (extra.tapset().equals(p.get("tapset"))
          && extra.second() >= start
          && extra.second() < start + step
          && fits(p, extra.host(), extra.key())) {
        tally.add(BucketLayout.bucketOf(extra.value()), 1, extra.value());
      }
    }
  }

  private Answer top(Map<String, String> p) {
    boolean byHost = p.get("by").equals("host");
    Tapset tapset = tapset(p.get("tapset"));
    Map<String, Tally> tallies = new TreeMap<>();
    long step = Math.max(1, (to(p) - from(p)) / 40);
    for (long start = from(p); tapset != null && start < to(p); start += step) {
      for (String host : HOSTS) {
        for (String key : tapset.keys()) {
          if (fits(p, host, key)) {
            tallies
                .computeIfAbsent(byHost ? host : key, name -> new Tally())
                .add(tapset, host, key, start, step);
          }
        }
      }
    }
    List<List<Object>> rows = new ArrayList<>();
    tallies.forEach(
        (name, t) ->
            rows.add(
                row(name, t.records, t.sum, t.quantile(0.5), t.quantile(0.99), t.quantile(1))));
    rows.sort(Comparator.comparing(r -> -(double) r.get(4) - (long) r.get(1) * 1e-12));
    return new Answer(List.of("name", "records", "total", "p50", "p99", "greatest"), rows);
  }

  private Answer events(Map<String, String> p) {
    Tapset tapset = tapset(p.get("tapset"));
    List<List<Object>> rows = new ArrayList<>();
    if (tapset != null && tapset.keepsEvents()) {
      for (Extra e : extras) {
        if (e.tapset().equals(tapset.name()) && fits(p, e.host(), e.key())) {
          rows.add(event(tapset, e.second() * 1000.0, e.host(), e.key(), e.value(), "extra"));
        }
      }
      for (int i = 0; rows.size() < Math.min(40, Integer.parseInt(p.get("limit"))); i++) {
        SplittableRandom random = random(tapset.name(), "event", "", to(p) - i);
        String host = HOSTS.get(random.nextInt(HOSTS.size()));
        String key = tapset.keys().get(random.nextInt(tapset.keys().size()));
        if (fits(p, host, key)) {
          double time = (to(p) - i) * 1000.0 + random.nextInt(1000);
          rows.add(event(tapset, time, host, key, tapset.value(random), comm(random)));
        }
        if (i > 1000) {
          break;
        }
      }
    }
    return new Answer(
        List.of(
            "millis", "id", "host", "tapset", "key", "value", "unit", "comm", "pid", "cpu",
            "numbers", "texts"),
        rows);
  }

  private static String comm(SplittableRandom random) {
    List<String> comms = List.of("postgres", "postgres", "checkpointer", HOSTILE, REVERSING);
    return comms.get(random.nextInt(comms.size()));
  }

  private List<Object> event(
      Tapset tapset, double time, String host, String key, long value, String comm) {
    return row(
        time,
        host + time + comm,
        host,
        tapset.name(),
        List.of(key.split("\u001f")),
        value,
        tapset.unit(),
        comm,
        4242L,
        1L,
        Map.of("bytes", 8192L),
        Map.of());
  }

  private Answer keys(Map<String, String> p) {
    Tapset tapset = tapset(p.get("tapset"));
    List<String> keys = tapset == null ? List.of() : tapset.keys();
    return new Answer(List.of("name"), keys.stream().map(k -> row(k)).toList());
  }

  private Answer recorded(Map<String, String> p) {
    long seconds = to(p) - from(p);
    return new Answer(
        List.of("tapset", "unit", "records", "hosts", "has_values"),
        tapsets.stream()
            .map(
                k ->
                    row(
                        k.name(),
                        k.unit(),
                        k.perSecond() * seconds,
                        (long) HOSTS.size(),
                        k.sigma() > 0))
            .toList());
  }

  private Answer status() {
    List<List<Object>> rows = new ArrayList<>();
    for (String host : HOSTS) {
      for (Tapset tapset : tapsets) {
        boolean waits = tapset.name().equals("statements") && host.startsWith("web");
        rows.add(
            row(
                host,
                tapset.name(),
                waits ? "waiting" : "attached",
                waits ? "no PostgreSQL with probes runs on this host" : "",
                waits ? 0L : 4L,
                1L));
      }
      rows.add(
          row(
              host,
              "tcp_connect",
              "unsupported",
              "needs kprobes; this kernel (6.18) was built without CONFIG_KPROBES",
              0L,
              1L));
    }
    return new Answer(List.of("host", "tapset", "state", "detail", "probes", "millis"), rows);
  }

  private Answer ledger() {
    List<List<Object>> rows = new ArrayList<>();
    long scale = 1_000;
    for (Tapset tapset : tapsets) {
      long hits = tapset.perSecond() * scale;
      long filtered = hits / 20;
      long dropped = tapset.name().equals("syscalls") ? 17 : 0;
      long captured = hits - filtered - dropped;
      rows.add(
          row(
              tapset.name(),
              hits,
              filtered,
              captured,
              dropped > 0 ? Map.of("ring_full", dropped) : Map.of(),
              200L,
              captured - 200,
              Map.of(),
              captured - 300,
              0L,
              captured - 500,
              0L,
              0L,
              3L,
              Map.of()));
    }
    return new Answer(
        List.of(
            "tapset",
            "hits",
            "filtered",
            "captured",
            "dropped",
            "pending",
            "handed",
            "discarded",
            "acked",
            "failed",
            "received",
            "duplicate",
            "missing",
            "late",
            "unseen"),
        rows);
  }

  private Answer stored() {
    return new Answer(
        List.of("tapset", "sent", "stored"),
        tapsets.stream()
            .map(k -> row(k.name(), k.perSecond() * 10L, k.perSecond() * 10L))
            .toList());
  }

  private Answer agents() {
    long now = System.currentTimeMillis();
    return new Answer(
        List.of(
            "agent", "host", "kernel", "cpus", "rss_bytes", "cpu_seconds", "millis", "stopping"),
        HOSTS.stream()
            .map(h -> row("agent-" + h, h, "6.18.2", 8L, 131_000_000L, 41.5, now - 700, false))
            .toList());
  }

  private @Nullable Tapset tapset(String name) {
    return tapsets.stream().filter(k -> k.name().equals(name)).findFirst().orElse(null);
  }

  private static boolean fits(Map<String, String> p, String host, String key) {
    return (p.get("host").isEmpty() || p.get("host").equals(host))
        && (p.get("key").isEmpty() || p.get("key").equals(key));
  }

  private static long from(Map<String, String> p) {
    return Long.parseLong(p.get("from"));
  }

  private static long to(Map<String, String> p) {
    return Long.parseLong(p.get("to"));
  }

  private static List<Object> row(Object... cells) {
    return List.of(cells);
  }

  private static SplittableRandom random(String a, String b, String c, long second) {
    return new SplittableRandom(
        a.hashCode() * 31L + b.hashCode() * 17L + c.hashCode() + second * 7919);
  }
}
