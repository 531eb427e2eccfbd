package io.tapline.dashboard.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tapline.dashboard.seed.SeededQuestions;
import io.tapline.dashboard.server.PageSettings;
import io.tapline.dashboard.server.WebServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stream over a real connection. */
class LiveFeedTest {
  private final SeededQuestions store = new SeededQuestions();
  private final List<CompletableFuture<?>> tabs = new ArrayList<>();
  private WebServer server;

  @BeforeEach
  void start() throws IOException {
    server = WebServer.start(PageSettings.onPort(0), store, Clock.systemUTC());
  }

  @AfterEach
  void stop() throws IOException {
    tabs.forEach(tab -> tab.cancel(true));
    server.close();
  }

  @Test
  void beginsWithASnapshotAndGoesOnWithColumns() {
    List<String> lines = watch("tapset=block_io&last=60");
    await().until(() -> lines.stream().filter("event: columns"::equals).count() >= 2);
    List<String> events = lines.stream().filter(l -> l.startsWith("event: ")).toList();
    assertThat(events.get(0)).isEqualTo("event: snapshot");
    assertThat(events).filteredOn("event: snapshot"::equals).hasSize(1);
    List<Long> ids =
        lines.stream()
            .filter(l -> l.startsWith("id: "))
            .map(l -> Long.valueOf(l.substring(4)))
            .toList();
    assertThat(ids).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void asksTheStoreOnceForTabsWithTheSameView() {
    List<List<String>> all = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      all.add(watch("tapset=block_io&last=60"));
    }
    await().until(() -> all.stream().allMatch(l -> l.contains("event: snapshot")));
    long before = asked();
    long seen = all.get(0).stream().filter("event: columns"::equals).count();
    await().until(() -> all.get(0).stream().filter("event: columns"::equals).count() >= seen + 3);
    assertThat(asked() - before).isBetween(2L, 5L);
  }

  @Test
  void forgetsAViewThatNobodyWatches() throws Exception {
    try (Socket tab = new Socket(InetAddress.getLoopbackAddress(), server.address().getPort())) {
      tab.getOutputStream()
          .write(
              ("GET /api/live?tapset=block_io&last=60 HTTP/1.1\r\nHost: 127.0.0.1:"
                      + server.address().getPort()
                      + "\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      await().until(() -> asked() >= 2);
    }
    // The closed connection shows with one of the next writes; then the polling stops.
    AtomicLong last = new AtomicLong(-1);
    await()
        .pollInterval(Duration.ofSeconds(3))
        .atMost(Duration.ofSeconds(30))
        .until(() -> last.getAndSet(asked()) == asked());
  }

  @Test
  void refusesTheSeventeenthView() throws Exception {
    for (int i = 0; i < 16; i++) {
      watch("tapset=block_io&last=" + (60 + i));
    }
    await()
        .untilAsserted(
            () -> {
              HttpResponse<Stream<String>> answer =
                  HttpClient.newHttpClient()
                      .send(request("tapset=syscalls"), HttpResponse.BodyHandlers.ofLines());
              assertThat(answer.statusCode()).isEqualTo(503);
              assertThat(answer.body().findFirst().orElse("")).contains("16 different views");
            });
  }

  private long asked() {
    return store.asked().stream().filter("page_columns"::equals).count();
  }

  private List<String> watch(String query) {
    List<String> lines = new CopyOnWriteArrayList<>();
    tabs.add(
        HttpClient.newHttpClient()
            .sendAsync(request(query), HttpResponse.BodyHandlers.ofLines())
            .thenAccept(response -> response.body().forEach(lines::add)));
    return lines;
  }

  private HttpRequest request(String query) {
    return HttpRequest.newBuilder(server.address().resolve("/api/live?" + query)).build();
  }
}
