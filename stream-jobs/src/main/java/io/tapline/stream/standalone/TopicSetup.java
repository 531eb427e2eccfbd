package io.tapline.stream.standalone;

import io.tapline.schemas.Topics;
import io.tapline.schemas.Topics.Topic;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Makes the topics of the wire and waits for their leaders, so that no producer meets a topic that
 * is only just coming into being: an idempotent producer can lose records there (KAFKA-15591).
 */
public final class TopicSetup {
  private static final Duration RETENTION = Duration.ofHours(24);

  /** Per partition: a machine's disk is not ours to fill. */
  private static final long RETENTION_BYTES = 1L << 30;

  private static final long TIMEOUT_SECONDS = 60;
  private static final long POLL_MILLIS = 50;

  private TopicSetup() {}

  /**
   * Creates what is missing of {@link Topics#ALL} and returns when every partition has a leader.
   *
   * @throws StandaloneException when the broker does not answer within a minute, or refuses
   */
  public static void createAll(String bootstrap) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      create(admin);
      awaitLeaders(admin);
    } catch (ExecutionException | TimeoutException e) {
      throw new StandaloneException("cannot create topics at " + bootstrap + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StandaloneException("interrupted while creating topics at " + bootstrap, e);
    }
  }

  private static void create(Admin admin)
      throws ExecutionException, InterruptedException, TimeoutException {
    List<NewTopic> topics = Topics.ALL.stream().map(TopicSetup::newTopic).toList();
    for (var result : admin.createTopics(topics).values().values()) {
      try {
        result.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw e;
        }
      }
    }
  }

  private static NewTopic newTopic(Topic topic) {
    Map<String, String> config = new HashMap<>();
    if (topic.compacted()) {
      config.put("cleanup.policy", "compact");
    } else {
      config.put("retention.ms", Long.toString(RETENTION.toMillis()));
      config.put("retention.bytes", Long.toString(RETENTION_BYTES));
    }
    return new NewTopic(topic.name(), topic.partitions(), (short) 1).configs(config);
  }

  private static void awaitLeaders(Admin admin)
      throws ExecutionException, InterruptedException, TimeoutException {
    Set<String> waiting = new HashSet<>();
    Topics.ALL.forEach(topic -> waiting.add(topic.name()));
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(TIMEOUT_SECONDS);
    while (true) {
      for (var entry : admin.describeTopics(List.copyOf(waiting)).topicNameValues().entrySet()) {
        try {
          if (hasLeaders(entry.getValue().get(TIMEOUT_SECONDS, TimeUnit.SECONDS))) {
            waiting.remove(entry.getKey());
          }
        } catch (ExecutionException e) {
          // The broker's view of metadata trails the controller's.
          if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
            throw e;
          }
        }
      }
      if (waiting.isEmpty()) {
        return;
      }
      if (System.nanoTime() > deadline) {
        throw new TimeoutException("no leader for " + waiting);
      }
      TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
    }
  }

  private static boolean hasLeaders(TopicDescription topic) {
    return topic.partitions().stream().allMatch(p -> p.leader() != null && !p.leader().isEmpty());
  }
}
