package io.tapline.dashboard.browser;

import static io.tapline.dashboard.seed.SeededQuestions.HOSTILE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tapline.dashboard.seed.SeededQuestions;
import io.tapline.dashboard.seed.SeededQuestions.Extra;
import io.tapline.dashboard.server.PageSettings;
import io.tapline.dashboard.server.WebServer;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The page in a real Chromium, served by the real server over invented records. */
class PageIT {
  private static final Path PICTURES = Path.of("target", "screenshots");
  private static Chromium chromium;

  private final SeededQuestions store = new SeededQuestions();
  private WebServer server;
  private DevTools page;

  @BeforeAll
  static void startBrowser() throws Exception {
    Optional<Path> executable = Chromium.installed();
    assumeTrue(
        executable.isPresent(),
        "Chromium is missing (apt-get install -y chromium): page not tested");
    chromium = Chromium.start(executable.get());
  }

  @AfterAll
  static void stopBrowser() throws Exception {
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void serve() throws Exception {
    server = WebServer.start(PageSettings.onPort(0), store, Clock.systemUTC());
    page = chromium.tab();
    page.view(1440, 1330);
    page.prefer("dark");
  }

  @AfterEach
  void stop() throws Exception {
    page.send("Page.close", Map.of());
    page.close();
    server.close();
  }

  @Test
  void drawsWhatTheStoreHoldsInDarkAndLight() throws Exception {
    open("?tapset=block_io");
    page.screenshot(PICTURES.resolve("dark.png"));
    assertThat(colours()).as("different colours on the canvas").isGreaterThan(50);
    page.prefer("light");
    await()
        .until(
            () -> page.evaluate("document.documentElement.dataset.theme").asText().equals("light"));
    page.screenshot(PICTURES.resolve("light.png"));
    assertThat(colours()).isGreaterThan(50);
    assertThat(page.errors()).isEmpty();
    assertThat(page.requests())
        .isNotEmpty()
        .allMatch(r -> URI.create(r).getHost().equals("127.0.0.1"));
  }

  @Test
  void showsTheNumbersOfTheApi() throws Exception {
    long to = Instant.now().getEpochSecond();
    String range = "tapset=statements&from=" + (to - 300) + "&to=" + to;
    open("?" + range);
    JsonNode heatmap = api("/api/heatmap?" + range);
    JsonNode quantiles = heatmap.at("/stats/quantiles");
    await().until(() -> !page.text("[data-tile=p50] .value").equals("–"));
    assertThat(page.text("[data-tile=p50] .value"))
        .isEqualTo(page.evaluate(formatted(quantiles.get(0).asDouble())).asText());
    assertThat(page.text("[data-tile=p99] .value"))
        .isEqualTo(page.evaluate(formatted(quantiles.get(2).asDouble())).asText());
    assertThat(page.text("[data-tile=p999] .value"))
        .isEqualTo(page.evaluate(formatted(quantiles.get(3).asDouble())).asText());
    assertThat(page.evaluate("document.querySelector('.heat canvas').dataset.columns").asInt())
        .isEqualTo(heatmap.get("columns").size())
        .isEqualTo(300);
    JsonNode top = api("/api/top?by=key&" + range);
    await()
        .until(
            () -> page.evaluate("document.querySelectorAll('.top tbody tr').length").asInt() > 0);
    assertThat(page.evaluate("document.querySelectorAll('.top tbody tr').length").asInt())
        .isEqualTo(top.size());
    assertThat(page.text(".top tbody tr .name")).isEqualTo(top.at("/0/name").asText());
    assertThat(page.text(".ledger tbody tr:nth-child(2) td:nth-child(4)")).isEqualTo("17");
  }

  @Test
  void showsWhatArrivesWhileItIsOpen() {
    open("?tapset=block_io");
    String before = recordsTold();
    int columns = columns();
    long second = Instant.now().getEpochSecond();
    store.add(new Extra("block_io", "db-11.fra1", "sda\u001fwrite", second, 90_000_000_000L));
    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(() -> assertThat(page.text(".events")).contains("1.5\u2009min"));
    assertThat(recordsTold()).as("figures, which come with the columns").isNotEqualTo(before);
    assertThat(page.text(".live")).isEqualTo("live");
    assertThat(columns()).isBetween(columns - 1, columns + 1);
    assertThat(page.errors()).isEmpty();
  }

  @Test
  void filtersByHostKeyAndTimeAndKeepsThemInTheAddress() {
    open("?tapset=block_io");
    await().until(() -> page.text("select[name=host]").contains("web-02.ams2"));
    page.select("host", "db-11.fra1");
    await().until(() -> address().contains("host=db-11.fra1"));
    page.select("range", "300");
    await().until(() -> address().contains("last=300"));
    await().untilAsserted(() -> assertThat(columns()).isBetween(299, 301));
    page.evaluate("document.querySelector('.top tbody tr .link').click()");
    await().until(() -> address().contains("key=sda%1Fwrite"));
    await()
        .untilAsserted(
            () -> {
              assertThat(page.evaluate("document.querySelectorAll('.top tbody tr').length").asInt())
                  .isEqualTo(1);
              assertThat(page.text(".events")).contains("db-11.fra1").doesNotContain("web-");
            });
    page.evaluate("history.back()");
    await().until(() -> !address().contains("key="));
    page.click(".tabs button:nth-child(2)");
    await().untilAsserted(() -> assertThat(page.text(".top tbody")).contains("db-11.fra1"));
    assertThat(page.errors()).isEmpty();
  }

  @Test
  void zoomsIntoTheDraggedStretchOfTime() {
    open("?tapset=block_io");
    JsonNode box =
        page.evaluate(
            "(() => { const b = document.querySelector('.heat canvas').getBoundingClientRect();"
                + " return {x: b.x, y: b.y, w: b.width, h: b.height}; })()");
    double y = box.get("y").asDouble() + 100;
    double x = box.get("x").asDouble() + 200;
    page.mouse("mouseMoved", x, y, "none");
    await()
        .untilAsserted(() -> assertThat(page.text(".tooltip")).contains("record").contains("p99"));
    page.mouse("mousePressed", x, y, "left");
    page.mouse("mouseMoved", x + 200, y, "left");
    page.mouse("mouseReleased", x + 200, y, "left");
    await().until(() -> address().contains("from="));
    await().untilAsserted(() -> assertThat(page.text(".live")).isEqualTo("history"));
    await().untilAsserted(() -> assertThat(columns()).isBetween(80, 250));
  }

  @Test
  void readsCellsByKeyboard() {
    open("?tapset=block_io");
    page.evaluate("document.querySelector('.heat canvas').focus()");
    page.key("ArrowLeft");
    await().untilAsserted(() -> assertThat(page.text(".tooltip")).matches(".* records?.*p50.*"));
    String first = page.text(".tooltip");
    page.key("ArrowUp");
    await().untilAsserted(() -> assertThat(page.text(".tooltip")).isNotEqualTo(first));
    page.key("Escape");
    await()
        .untilAsserted(
            () ->
                assertThat(page.evaluate("document.querySelector('.tooltip').hidden").asBoolean())
                    .isTrue());
  }

  @Test
  void showsHostileTextAsText() {
    open("?tapset=statements&key=" + URLEncoder.encode(HOSTILE, UTF_8));
    await().untilAsserted(() -> assertThat(page.text("select[name=key]")).contains("<img src=x"));
    page.select("key", "");
    await()
        .untilAsserted(
            () -> {
              assertThat(page.text(".top")).contains("<script>document.title='owned'</script>");
              assertThat(page.text(".events")).contains("<img src=x").contains("\\u{202e}gpj.exe");
            });
    assertThat(page.text(".events")).doesNotContain("\u202e");
    assertThat(page.evaluate("document.title").asText()).isEqualTo("Tapline");
    assertThat(page.evaluate("document.querySelectorAll('img, main script').length").asInt())
        .isZero();
    assertThat(page.errors()).isEmpty();
  }

  @Test
  void showsRatesForATapsetThatOnlyCounts() throws Exception {
    open("?tapset=page_faults");
    assertThat(page.evaluate("document.querySelectorAll('.heat').length").asInt()).isZero();
    assertThat(page.text("[data-panel=lines]")).contains("records/s");
    assertThat(page.text("[data-panel=events]")).contains("keeps no single events");
    page.screenshot(PICTURES.resolve("counts.png"));
    assertThat(page.errors()).isEmpty();
  }

  @Test
  void saysWhenTheStoreOrTheServerIsGoneAndRecovers() throws Exception {
    open("?tapset=block_io");
    store.away(true);
    await().untilAsserted(() -> assertThat(page.text(".banner")).contains("connection refused"));
    page.screenshot(PICTURES.resolve("trouble.png"));
    store.away(false);
    await().untilAsserted(() -> assertThat(page.text(".banner")).isEmpty());
    server.close();
    await().untilAsserted(() -> assertThat(page.text(".banner")).contains("Connection lost"));
  }

  @Test
  void saysWhatToDoWhileNothingIsRecordedAndFillsByItself() throws Exception {
    store.empty(true);
    page.open(server.address().toString());
    await()
        .untilAsserted(
            () ->
                assertThat(page.text("main"))
                    .contains(
                        "Nothing has been recorded yet", "tapline doctor", "No agent has sent"));
    page.screenshot(PICTURES.resolve("empty.png"));
    store.empty(false);
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> page.evaluate("document.documentElement.dataset.ready").asText().equals("true"));
    assertThat(address()).as("the busiest tapset with a latency").contains("tapset=syscalls");
    assertThat(page.errors()).isEmpty();
  }

  @Test
  void fitsASmallScreen() throws Exception {
    page.view(390, 844);
    open("?tapset=block_io");
    assertThat(page.evaluate("document.documentElement.scrollWidth").asInt()).isEqualTo(390);
    page.screenshot(PICTURES.resolve("small.png"));
  }

  private JsonNode api(String path) throws Exception {
    return DevTools.JSON.readTree(server.address().resolve(path).toURL());
  }

  /** An expression that formats nanoseconds as the page does. */
  private static String formatted(double nanos) {
    double[] factors = {1e9, 1e6, 1e3, 1};
    String[] names = {"s", "ms", "µs", "ns"};
    for (int i = 0; i < 4; i++) {
      if (nanos >= factors[i]) {
        return "String(Number(("
            + nanos / factors[i]
            + ").toPrecision(3))) + '\u2009"
            + names[i]
            + "'";
      }
    }
    throw new AssertionError(nanos);
  }

  private String recordsTold() {
    return page.evaluate("document.querySelector('[data-tile=rate]').title").asText();
  }

  private String address() {
    return page.evaluate("location.href").asText();
  }

  private int columns() {
    return page.evaluate("document.querySelector('.heat canvas').dataset.columns").asInt();
  }

  private void open(String query) {
    page.open(server.address() + query);
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              assertThat(page.errors()).isEmpty();
              assertThat(page.evaluate("document.documentElement.dataset.ready").asText())
                  .isEqualTo("true");
            });
  }

  private int colours() {
    return page.evaluate(
            "(() => { const c = document.querySelector('.heat canvas');"
                + " const p = new Uint32Array(c.getContext('2d').getImageData(0, 0, c.width,"
                + " c.height).data.buffer); return new Set(p).size; })()")
        .asInt();
  }
}
