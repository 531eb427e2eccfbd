package io.tapline.stream.standalone;

import java.nio.file.Path;
import java.util.Properties;

/** The broker's configuration: Kafka's defaults, made small enough for one machine. */
final class BrokerSettings {
  static final int NODE_ID = 1;
  static final String CONTROLLER = "CONTROLLER";

  private BrokerSettings() {}

  static Properties of(Path folder, int port, int controllerPort) {
    Properties p = new Properties();
    p.setProperty("process.roles", "broker,controller");
    p.setProperty("node.id", Integer.toString(NODE_ID));
    p.setProperty("log.dirs", folder.toString());
    listenOnLoopback(p, port, controllerPort);
    standAlone(p);
    staySmall(p);
    return p;
  }

  private static void listenOnLoopback(Properties p, int port, int controllerPort) {
    String client = "PLAINTEXT://" + LocalPort.HOST + ":" + port;
    p.setProperty(
        "listeners", client + "," + CONTROLLER + "://" + LocalPort.HOST + ":" + controllerPort);
    p.setProperty("advertised.listeners", client);
    p.setProperty("controller.listener.names", CONTROLLER);
    p.setProperty(
        "listener.security.protocol.map", "PLAINTEXT:PLAINTEXT," + CONTROLLER + ":PLAINTEXT");
    p.setProperty(
        "controller.quorum.voters", NODE_ID + "@" + LocalPort.HOST + ":" + controllerPort);
  }

  private static void standAlone(Properties p) {
    // A topic that nobody made is a mistake, not a wish.
    p.setProperty("auto.create.topics.enable", "false");
    p.setProperty("default.replication.factor", "1");
    for (String topic : new String[] {"offsets.topic", "transaction.state.log"}) {
      p.setProperty(topic + ".replication.factor", "1");
      p.setProperty(topic + ".num.partitions", "1");
    }
    p.setProperty("transaction.state.log.min.isr", "1");
    p.setProperty("share.coordinator.state.topic.replication.factor", "1");
    p.setProperty("share.coordinator.state.topic.min.isr", "1");
    p.setProperty("share.coordinator.state.topic.num.partitions", "1");
    p.setProperty("group.initial.rebalance.delay.ms", "0");
  }

  private static void staySmall(Properties p) {
    p.setProperty("num.network.threads", "2");
    p.setProperty("num.io.threads", "2");
    p.setProperty("background.threads", "2");
    p.setProperty("num.recovery.threads.per.data.dir", "2");
    p.setProperty("group.coordinator.threads", "1");
    p.setProperty("log.cleaner.threads", "1");
    // The default of 128 MiB is for logs of many million keys; ours have a few hundred.
    p.setProperty("log.cleaner.dedupe.buffer.size", Integer.toString(4 << 20));
    p.setProperty("log.segment.bytes", Integer.toString(64 << 20));
    p.setProperty("log.index.size.max.bytes", Integer.toString(1 << 20));
    p.setProperty("queued.max.requests", "64");
  }
}
