package io.tapline.dashboard.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapline.dashboard.Answer;
import io.tapline.dashboard.QuestionException;
import io.tapline.dashboard.Questions;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server's edges: who may ask, what is refused, and that nothing gets around the questions. */
class WebServerTest {
  private static final List<String> INJECTIONS =
      List.of(
          "' OR 1=1 --",
          "'; DROP TABLE events; --",
          "{tapset:Identifier}",
          "x' UNION ALL SELECT * FROM url('http://169.254.169.254/') --",
          "x INTO OUTFILE '/tmp/x' FORMAT CSV",
          "x SETTINGS readonly=0",
          "\\' OR ''='",
          "\u0000\r\nSet-Cookie: a=b",
          "../../etc/passwd",
          "$(id)`id`");

  private final Recording store = new Recording();
  private WebServer server;

  @BeforeEach
  void start() throws IOException {
    server =
        WebServer.start(
            new PageSettings(0, Set.of("tunnel.example:8080")), store, Clock.systemUTC());
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void servesThePageWithAPolicyThatAllowsOwnScriptsOnly() throws Exception {
    String page = RawHttp.get(server.address(), "/", "");
    assertThat(page).startsWith("HTTP/1.1 200").contains("<div id=\"page\">");
    assertThat(page).contains("text/html", "default-src 'none'", "script-src 'self'", "nosniff");
    assertThat(page).doesNotContain("unsafe-inline", "Server:", "Access-Control");
    assertThat(RawHttp.get(server.address(), "/app.js", "")).contains("text/javascript");
  }

  @Test
  void answersAnUnchangedFileWith304AndCompressesTheRest() throws Exception {
    HttpClient http = HttpClient.newHttpClient();
    URI script = server.address().resolve("/vendor/uplot.js");
    HttpResponse<byte[]> first =
        http.send(
            HttpRequest.newBuilder(script).header("Accept-Encoding", "gzip").build(),
            HttpResponse.BodyHandlers.ofByteArray());
    assertThat(first.headers().firstValue("Content-Encoding")).contains("gzip");
    assertThat(first.body().length).isLessThan(30_000);
    String tag = first.headers().firstValue("ETag").orElseThrow();
    HttpResponse<byte[]> second =
        http.send(
            HttpRequest.newBuilder(script)
                .header("Accept-Encoding", "gzip")
                .header("If-None-Match", tag)
                .build(),
            HttpResponse.BodyHandlers.ofByteArray());
    assertThat(second.statusCode()).isEqualTo(304);
    assertThat(second.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.com",
        "127.0.0.1.nip.io:%d",
        "0.0.0.0:%d",
        "127.0.0.1",
        "127.0.0.1:1",
        "localhost:1",
        "[::2]:%d",
        "127.0.0.1:%d.evil.com",
        "evil.com:%d",
        "2130706433:%d",
        "127.1:%d"
      })
  void refusesAForeignHost(String host) throws Exception {
    String name = host.replace("%d", String.valueOf(server.address().getPort()));
    for (String path : List.of("/", "/api/tapsets", "/api/live")) {
      String answer =
          RawHttp.send(
              server.address(),
              "GET " + path + " HTTP/1.1\r\nHost: " + name + "\r\nConnection: close\r\n\r\n");
      assertThat(RawHttp.status(answer)).as(path).isIn(400, 421);
    }
    assertThat(store.asked).isEmpty();
  }

  @Test
  void refusesAMissingOrEmptyHost() throws Exception {
    assertThat(RawHttp.status(RawHttp.send(server.address(), "GET /api/tapsets HTTP/1.0\r\n\r\n")))
        .isEqualTo(421);
    assertThat(
            RawHttp.status(
                RawHttp.send(
                    server.address(),
                    "GET /api/tapsets HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n")))
        .isIn(400, 421);
    assertThat(store.asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:%d", "localhost:%d", "LOCALHOST:%d", "tunnel.example:8080"})
  void acceptsItsOwnNames(String host) throws Exception {
    String name = host.replace("%d", String.valueOf(server.address().getPort()));
    String answer =
        RawHttp.send(
            server.address(), "GET / HTTP/1.1\r\nHost: " + name + "\r\nConnection: close\r\n\r\n");
    assertThat(RawHttp.status(answer)).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: http://evil.com\r\n",
        "Origin: null\r\n",
        "Origin: https://127.0.0.1\r\n",
        "Sec-Fetch-Site: cross-site\r\n",
        "Sec-Fetch-Site: same-site\r\n"
      })
  void refusesAnotherSitesPage(String headers) throws Exception {
    for (String path : List.of("/api/tapsets", "/api/live", "/api/query/p99_by_host")) {
      assertThat(RawHttp.status(RawHttp.get(server.address(), path, headers))).isEqualTo(403);
    }
    String post =
        "POST / HTTP/1.1\r\nHost: 127.0.0.1:"
            + server.address().getPort()
            + "\r\nConnection: close\r\n"
            + headers
            + "Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}";
    assertThat(RawHttp.status(RawHttp.send(server.address(), post))).isEqualTo(403);
    assertThat(store.asked).isEmpty();
  }

  @Test
  void letsALinkOnAnotherSiteOpenThePageButNotItsData() throws Exception {
    assertThat(RawHttp.status(RawHttp.get(server.address(), "/", "Sec-Fetch-Site: cross-site\r\n")))
        .isEqualTo(200);
  }

  @Test
  void refusesToChangeAnythingAndToTakeABody() throws Exception {
    for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE")) {
      String answer =
          RawHttp.send(
              server.address(),
              method
                  + " /api/tapsets HTTP/1.1\r\nHost: 127.0.0.1:"
                  + server.address().getPort()
                  + "\r\nConnection: close\r\n\r\n");
      assertThat(RawHttp.status(answer)).as(method).isEqualTo(405);
    }
    assertThat(
            RawHttp.status(
                RawHttp.get(server.address(), "/api/tapsets", "Content-Length: 1073741824\r\n")))
        .isEqualTo(413);
    assertThat(
            RawHttp.status(
                RawHttp.get(server.address(), "/api/tapsets", "X: " + "x".repeat(9000) + "\r\n")))
        .isEqualTo(431);
    assertThat(store.asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/../pom.xml",
        "/..%2f..%2fpom.xml",
        "/%2e%2e/%2e%2e/etc/passwd",
        "/vendor/../../application.properties",
        "/vendor/..;/..;/x",
        "//etc/passwd",
        "/web/app.js",
        "/vendor/",
        "/app.js%00.html",
        "/\\..\\..\\etc\\passwd",
        "/../io/tapline/dashboard/server/WebServer.class"
      })
  void servesNothingButThePagesFiles(String path) throws Exception {
    String answer = RawHttp.get(server.address(), path, "");
    assertThat(RawHttp.status(answer)).isIn(400, 403, 404);
    assertThat(answer).contains("\"what\"").doesNotContain("root:", "at org.eclipse", "<html");
  }

  @Test
  void handsHostileTextToTheStoreAsParametersOnly() throws Exception {
    for (String injection : INJECTIONS) {
      for (String parameter : List.of("tapset", "host", "key")) {
        store.asked.clear();
        String other = parameter.equals("tapset") ? "" : "tapset=t&";
        String query = other + parameter + "=" + encoded(injection);
        for (String path : List.of("/api/heatmap", "/api/top", "/api/events", "/api/keys")) {
          String answer = RawHttp.get(server.address(), path + "?" + query, "");
          assertThat(RawHttp.status(answer)).as(answer).isEqualTo(200);
          assertThat(answer).doesNotContain("Set-Cookie: a=b\r\n");
        }
        assertThat(store.asked)
            .isNotEmpty()
            .allMatch(a -> a.name().startsWith("page_"))
            .anyMatch(a -> injection.equals(a.parameters().get(parameter)));
      }
    }
  }

  @Test
  void refusesHostileTextWhereANumberOrAWordBelongs() throws Exception {
    for (String injection : INJECTIONS) {
      for (String parameter : List.of("from", "to", "last", "by", "limit", "unknown")) {
        String path = parameter.equals("by") ? "/api/top" : "/api/events";
        String query = "?tapset=t&" + parameter + "=" + encoded(injection);
        String answer = RawHttp.get(server.address(), path + query, "");
        assertThat(RawHttp.status(answer)).as(parameter + " " + injection).isEqualTo(400);
        assertThat(body(answer).get("where").asText()).contains("'" + parameter + "'");
      }
    }
    assertThat(store.asked).isEmpty();
  }

  @Test
  void namesWhatIsWrongWithARequest() throws Exception {
    assertThat(body(RawHttp.get(server.address(), "/api/heatmap", "")).get("what").asText())
        .isEqualTo("parameter 'tapset' is missing");
    assertThat(body(RawHttp.get(server.address(), "/api/nothing", "")).get("what").asText())
        .isEqualTo("nothing is served here");
    assertThat(
            body(RawHttp.get(server.address(), "/api/heatmap?tapset=a&tapset=b", ""))
                .get("what")
                .asText())
        .isEqualTo("parameter 'tapset' is given more than once");
    String unknown = RawHttp.get(server.address(), "/api/query/" + encoded("x'; drop"), "");
    assertThat(RawHttp.status(unknown)).isEqualTo(404);
    assertThat(RawHttp.status(RawHttp.get(server.address(), "/api/events?tapset=%FF%FE", "")))
        .isEqualTo(400);
  }

  @Test
  void answersOneOfTheStoresFaultsWithItsTextAndNoStackTrace() throws Exception {
    store.fault = new QuestionException(QuestionException.Kind.STORE, "Code: 159. Timeout", null);
    String answer = RawHttp.get(server.address(), "/api/hosts", "");
    assertThat(RawHttp.status(answer)).isEqualTo(502);
    assertThat(body(answer).get("what").asText()).isEqualTo("Code: 159. Timeout");
    store.fault = new IllegalStateException("secret path /x/y");
    answer = RawHttp.get(server.address(), "/api/hosts", "");
    assertThat(RawHttp.status(answer)).isEqualTo(500);
    assertThat(answer).doesNotContain("secret", "IllegalState");
  }

  @Test
  void saysWhichPortIsTaken() {
    int port = server.address().getPort();
    assertThatThrownBy(
            () -> WebServer.start(PageSettings.onPort(port), store, Clock.systemUTC()).close())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("127.0.0.1:" + port)
        .hasMessageContaining("choose another");
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static JsonNode body(String response) throws IOException {
    return new ObjectMapper().readTree(response.substring(response.indexOf("\r\n\r\n") + 4));
  }

  private record Asked(String name, Map<String, String> parameters) {}

  /** Answers every page question with no rows, and remembers it. */
  private static final class Recording implements Questions {
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile RuntimeException fault;

    @Override
    public List<String> names() {
      return List.of("p99_by_host");
    }

    @Override
    public List<String> parameters(String name) {
      return List.of();
    }

    @Override
    public Answer ask(String name, Map<String, String> parameters) {
      if (fault != null) {
        throw fault;
      }
      if (!name.startsWith("page_") && !names().contains(name)) {
        throw new QuestionException(QuestionException.Kind.UNKNOWN, "no question " + name, null);
      }
      asked.add(new Asked(name, Map.copyOf(parameters)));
      return new Answer(List.of(), List.of());
    }
  }
}
