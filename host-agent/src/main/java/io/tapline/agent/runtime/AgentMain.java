package io.tapline.agent.runtime;

import io.tapline.agent.publish.KafkaPublisher;
import io.tapline.agent.publish.PublishException;
import io.tapline.agent.publish.StatusSnapshot;
import io.tapline.agent.script.tapset.Tapset;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The agent as a process. Prints {@code READY {json}} on stdout once every tapset has been tried,
 * logs on stderr, and stops when stdin ends, so that it dies with its parent, or on SIGTERM.
 *
 * <p>Exit status: 0 stopped as asked and everything delivered; 2 wrong arguments; 3 Kafka cannot be
 * reached; 4 this host or user may not trace; 5 stopped, but not everything was delivered.
 */
public final class AgentMain {
  private static final Duration KAFKA_LIMIT = Duration.ofSeconds(30);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(25);

  private AgentMain() {}

  /** {@code --kafka BOOTSTRAP --state DIR [--tapsets NAME,NAME]}. */
  public static void main(String[] args) {
    System.exit(run(args));
  }

  private static int run(String[] args) {
    CountDownLatch done = new CountDownLatch(1);
    try {
      AgentConfig config = parse(args);
      List<Tapset> tapsets = AgentProcess.tapsets(config.tapsets());
      try (KafkaPublisher publisher =
              KafkaPublisher.connect(
                  config.kafka(), AgentProcess.identity(config.state()), KAFKA_LIMIT);
          AgentProcess process = AgentProcess.prepare(tapsets, publisher)) {
        return trace(process.agent(), done);
      }
    } catch (IllegalArgumentException e) {
      System.err.println("agent: " + e.getMessage());
      return 2;
    } catch (PublishException e) {
      System.err.println("agent: " + e.getMessage());
      return 3;
    } catch (IOException e) {
      System.err.println("agent: " + e.getMessage());
      return 4;
    } finally {
      done.countDown();
    }
  }

  private static int trace(Agent agent, CountDownLatch done) {
    Thread input = new Thread(() -> stopAtEnd(System.in, agent), "stdin");
    input.setDaemon(true);
    input.start();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  agent.stop();
                  try {
                    // Detached, drained and closed, or given up: only then may the JVM go.
                    if (!done.await(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                      System.err.println(
                          "agent: could not stop in " + STOP_LIMIT.toSeconds() + " s");
                    }
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                },
                "stop"));
    return agent.run(AgentMain::announce) ? 0 : 5;
  }

  private static void announce(List<StatusSnapshot.TapsetSnapshot> tapsets) {
    long attached =
        tapsets.stream().filter(t -> t.state() == StatusSnapshot.State.ATTACHED).count();
    System.out.println(
        "READY {\"pid\":"
            + ProcessHandle.current().pid()
            + ",\"tapsets\":"
            + tapsets.size()
            + ",\"attached\":"
            + attached
            + "}");
    System.out.flush();
  }

  private static void stopAtEnd(InputStream in, Agent agent) {
    byte[] ignored = new byte[64];
    try {
      while (in.read(ignored) >= 0) {
        // Only the end says something.
      }
    } catch (IOException e) {
      // A broken pipe is an end too.
    }
    agent.stop();
  }

  private static AgentConfig parse(String[] args) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < args.length; i += 2) {
      if (i + 1 == args.length || !List.of("--kafka", "--state", "--tapsets").contains(args[i])) {
        throw new IllegalArgumentException(
            "argument "
                + args[i]
                + ": known are --kafka BOOTSTRAP, --state DIR, --tapsets NAME,NAME");
      }
      given.put(args[i], args[i + 1]);
    }
    for (String needed : List.of("--kafka", "--state")) {
      if (!given.containsKey(needed)) {
        throw new IllegalArgumentException(needed + " is missing");
      }
    }
    return new AgentConfig(
        given.get("--kafka"),
        Path.of(given.get("--state")),
        List.of(given.getOrDefault("--tapsets", "default").split(",", -1)));
  }
}
