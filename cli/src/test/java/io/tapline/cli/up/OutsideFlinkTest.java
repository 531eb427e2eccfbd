package io.tapline.cli.up;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.tapline.cli.outcome.CommandFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against answers shaped as those of Flink 2.3. */
class OutsideFlinkTest {
  private HttpServer server;
  private String answer = "";
  private int status = 200;

  @BeforeEach
  void serve() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/jobs/overview",
        exchange -> {
          byte[] body = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void isContentWhenTheJobRuns() {
    answer =
        "{\"jobs\":[{\"name\":\"other\",\"state\":\"RUNNING\"},{\"name\":\"tapline\",\"state\":\"RUNNING\"}]}";
    assertThatCode(() -> OutsideFlink.requireJob(url() + "/")).doesNotThrowAnyException();
  }

  @Test
  void aJobThatEndedDoesNotRun() {
    answer = "{\"jobs\":[{\"name\":\"tapline\",\"state\":\"CANCELED\"}]}";
    assertThatThrownBy(() -> OutsideFlink.requireJob(url()))
        .isInstanceOf(CommandFailure.class)
        .hasMessageContaining("no job named tapline runs");
  }

  @Test
  void whatIsNotFlinkIsSaidToBeNone() {
    answer = "<html>";
    assertThatThrownBy(() -> OutsideFlink.requireJob(url())).hasMessageContaining("is not Flink");
    status = 404;
    assertThatThrownBy(() -> OutsideFlink.requireJob(url())).hasMessageContaining("answers 404");
    server.stop(0);
    assertThatThrownBy(() -> OutsideFlink.requireJob(url()))
        .hasMessageContaining("does not answer");
    assertThatThrownBy(() -> OutsideFlink.requireJob("no url")).isInstanceOf(CommandFailure.class);
  }

  private String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }
}
