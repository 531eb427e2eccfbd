package io.tapline.cli.up;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapline.cli.outcome.CommandFailure;
import io.tapline.cli.outcome.ExitCode;
import io.tapline.stream.job.TraceJob;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * A Flink cluster that Tapline did not start. It must run the job already: submitting it takes
 * rights on the cluster that a tracing command should not have.
 */
final class OutsideFlink {
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int OK = 200;

  private OutsideFlink() {}

  /**
   * Asks the cluster's REST interface ({@code /jobs/overview}, Flink 2.3) whether the job runs.
   *
   * @throws CommandFailure when the cluster does not answer, or answers that it does not
   */
  static void requireJob(String url) {
    for (JsonNode job : overview(url).path("jobs")) {
      if (job.path("name").asText().equals(TraceJob.NAME)
          && job.path("state").asText().equals("RUNNING")) {
        return;
      }
    }
    throw new CommandFailure(
        ExitCode.UNREACHABLE,
        "no job named " + TraceJob.NAME + " runs on the Flink cluster at " + url,
        "submit it as docker-compose.yml's service submit-job does, or leave out --flink");
  }

  private static JsonNode overview(String url) {
    String remedy = "is --flink the address of Flink's own page, for example http://flink-1:8081?";
    HttpClient client = HttpClient.newBuilder().connectTimeout(LIMIT).build();
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url.replaceAll("/+$", "") + "/jobs/overview"))
              .timeout(LIMIT)
              .build();
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() != OK) {
        throw new CommandFailure(
            ExitCode.UNREACHABLE, "Flink at " + url + " answers " + answer.statusCode(), remedy);
      }
      return new ObjectMapper().readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new CommandFailure(
          ExitCode.UNREACHABLE, "what answers at " + url + " is not Flink", remedy, e);
    } catch (IOException | IllegalArgumentException e) {
      throw new CommandFailure(
          ExitCode.UNREACHABLE, "Flink at " + url + " does not answer: " + e, remedy, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(
          ExitCode.INTERRUPTED, "interrupted while asking Flink at " + url, "", e);
    }
  }
}
