package io.tapline.stream.standalone;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Kafka broker in this JVM: KRaft, one node that is broker and controller, on 127.0.0.1
 * only. The folder is formatted once and kept; another start on it finds the data, also after a
 * kill. Ports may change between starts.
 *
 * <p>One per folder: Kafka holds a lock file in it. Thread-safe as far as Kafka is.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
  private static final String FORMATTED = "meta.properties";

  private final KafkaRaftServer server;
  private final String bootstrap;

  private EmbeddedBroker(KafkaRaftServer server, String bootstrap) {
    this.server = server;
    this.bootstrap = bootstrap;
  }

  /**
   * Starts the broker and returns when all topics of the wire have leaders.
   *
   * @param folder where the logs live; made when missing
   * @param port for clients, on 127.0.0.1
   * @param controllerPort for the broker's own controller, on 127.0.0.1
   * @throws StandaloneException when a port or the folder cannot be used
   */
  public static EmbeddedBroker start(Path folder, int port, int controllerPort) {
    LocalPort.requireFree(port, "Kafka");
    LocalPort.requireFree(controllerPort, "Kafka's controller");
    format(folder);
    requireUnlocked(folder);
    String bootstrap = LocalPort.HOST + ":" + port;
    KafkaConfig config =
        KafkaConfig.fromProps(BrokerSettings.of(folder, port, controllerPort), false);
    KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
    try {
      server.startup();
      TopicSetup.createAll(bootstrap);
    } catch (RuntimeException e) {
      server.shutdown();
      throw new StandaloneException("Kafka cannot start on " + folder + ": " + e.getMessage(), e);
    }
    return new EmbeddedBroker(server, bootstrap);
  }

  /** Starts a broker on ports that happen to be free, for tests. */
  public static EmbeddedBroker startAnywhere(Path folder) {
    return start(folder, LocalPort.anyFree(), LocalPort.anyFree());
  }

  /** What clients connect to: {@code 127.0.0.1:port}. */
  public String bootstrap() {
    return bootstrap;
  }

  /** Stops cleanly: logs are flushed, the next start needs no recovery. */
  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
  }

  /** Kafka finds a taken folder too, but then waits five minutes for its own shutdown. */
  private static void requireUnlocked(Path folder) {
    Path file = folder.resolve(".lock");
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock != null) {
        return;
      }
    } catch (OverlappingFileLockException e) {
      LOG.debug("{} is locked in this JVM", file);
    } catch (IOException e) {
      throw new StandaloneException("cannot lock Kafka's folder " + folder + ": " + e, e);
    }
    throw new StandaloneException(
        "Kafka cannot start on " + folder + ": another broker holds its lock; stop that one first");
  }

  private static void format(Path folder) {
    if (Files.exists(folder.resolve(FORMATTED))) {
      return;
    }
    ByteArrayOutputStream talk = new ByteArrayOutputStream();
    try {
      Files.createDirectories(folder);
      new Formatter()
          .setNodeId(BrokerSettings.NODE_ID)
          .setClusterId(Uuid.randomUuid().toString())
          .setDirectories(List.of(folder.toString()))
          .setMetadataLogDirectory(folder.toString())
          .setControllerListenerName(BrokerSettings.CONTROLLER)
          .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
          .setPrintStream(new PrintStream(talk, true, StandardCharsets.UTF_8))
          // A format that was cut off leaves a folder without meta.properties, to be finished.
          .setIgnoreFormatted(true)
          .run();
      LOG.info("formatted: {}", talk.toString(StandardCharsets.UTF_8).trim());
    } catch (IOException e) {
      throw new StandaloneException("cannot make Kafka's folder " + folder + ": " + e, e);
    } catch (Exception e) {
      throw new StandaloneException("cannot format Kafka's folder " + folder + ": " + e, e);
    }
  }
}
