package io.tapline.stream.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tapline.schemas.Topics;
import io.tapline.stream.testing.WireProducer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedBrokerIT {
  @TempDir Path folder;

  @Test
  void keepsItsDataOverARestartOnOtherPorts() {
    try (EmbeddedBroker broker = EmbeddedBroker.startAnywhere(folder);
        WireProducer producer = new WireProducer(broker.bootstrap())) {
      for (byte i = 0; i < 100; i++) {
        producer.sendBytes(Topics.LEDGER, "agent", new byte[] {i});
      }
      producer.flush();
    }
    try (EmbeddedBroker broker = EmbeddedBroker.startAnywhere(folder);
        var consumer =
            new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrap()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
      TopicPartition ledger = new TopicPartition(Topics.LEDGER.name(), 0);
      consumer.assign(List.of(ledger));
      consumer.seekToBeginning(List.of(ledger));
      int read = 0;
      for (var batch = consumer.poll(Duration.ofSeconds(10)); !batch.isEmpty(); ) {
        read += batch.count();
        batch = consumer.poll(Duration.ofSeconds(1));
      }
      assertThat(read).isEqualTo(100);
    }
  }

  @Test
  void makesTheTopicsOfTheWireAndNoOthers() throws Exception {
    try (EmbeddedBroker broker = EmbeddedBroker.startAnywhere(folder);
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrap()))) {
      assertThat(admin.listTopics().names().get())
          .containsExactlyInAnyOrderElementsOf(
              Topics.ALL.stream().map(Topics.Topic::name).toList());
      var events = admin.describeTopics(List.of(Topics.EVENTS.name())).allTopicNames().get();
      assertThat(events.get(Topics.EVENTS.name()).partitions()).hasSize(4);
    }
  }

  @Test
  void saysWhenTheFolderIsTaken() {
    try (EmbeddedBroker broker = EmbeddedBroker.startAnywhere(folder)) {
      assertThatThrownBy(() -> EmbeddedBroker.startAnywhere(folder))
          .isInstanceOf(StandaloneException.class)
          .hasMessageContaining("Kafka cannot start on " + folder)
          .hasMessageContaining("lock");
    }
  }
}
