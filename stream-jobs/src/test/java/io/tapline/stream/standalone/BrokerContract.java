package io.tapline.stream.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.schemas.Topics;
import io.tapline.stream.testing.WireProducer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the line asks of a broker: run by the embedded one and by the official image. */
abstract class BrokerContract {
  private static final int RECORDS = 1_000;

  abstract String start() throws Exception;

  abstract void stop() throws Exception;

  private String bootstrap = "";

  @BeforeEach
  void begin() throws Exception {
    bootstrap = start();
  }

  @AfterEach
  void end() throws Exception {
    stop();
  }

  @Test
  void topicsOfTheWireAreMadeOnceHoweverOftenAsked() throws Exception {
    TopicSetup.createAll(bootstrap);
    TopicSetup.createAll(bootstrap);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      List<String> names = Topics.ALL.stream().map(Topics.Topic::name).toList();
      var described = admin.describeTopics(names).allTopicNames().get();
      for (Topics.Topic topic : Topics.ALL) {
        assertThat(described.get(topic.name()).partitions()).hasSize(topic.partitions());
        var resource = new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
        var config = admin.describeConfigs(List.of(resource)).all().get().get(resource);
        assertThat(config.get("cleanup.policy").value().contains("compact"))
            .as(topic.name())
            .isEqualTo(topic.compacted());
      }
    }
  }

  @Test
  void recordsOfOneAgentComeBackWholeAndInOrder() {
    TopicSetup.createAll(bootstrap);
    try (WireProducer producer = new WireProducer(bootstrap)) {
      for (int i = 0; i < RECORDS; i++) {
        producer.sendBytes(Topics.LEDGER, "agent", new byte[] {(byte) (i >> 8), (byte) i});
      }
      producer.flush();
    }
    List<Integer> read = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrap),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      TopicPartition ledger = new TopicPartition(Topics.LEDGER.name(), 0);
      consumer.assign(List.of(ledger));
      consumer.seekToBeginning(List.of(ledger));
      for (var batch = consumer.poll(Duration.ofSeconds(10)); !batch.isEmpty(); ) {
        batch.forEach(r -> read.add(((r.value()[0] & 0xFF) << 8) | (r.value()[1] & 0xFF)));
        batch = consumer.poll(Duration.ofSeconds(1));
      }
    }
    assertThat(read).isEqualTo(IntStream.range(0, RECORDS).boxed().toList());
  }
}
