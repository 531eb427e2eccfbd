package io.tapline.stream.standalone;

import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The Kafka broker as a process: {@code --data DIR --port P --controller-port P2}. Its logs live
 * under {@code DIR/kafka}. Prints {@code READY {"bootstrap":"127.0.0.1:P"}} when all topics have
 * leaders; stops cleanly when stdin ends.
 */
public final class BrokerMain {
  private BrokerMain() {}

  /** See the class. */
  public static void main(String[] arguments) {
    ChildProcess process = new ChildProcess("kafka", System.in, System.out, System.err);
    System.exit(process.run(() -> start(arguments)));
  }

  private static BrokerPart start(String[] arguments) {
    Options options = Options.parse(arguments, Set.of("data", "port", "controller-port"));
    Path folder = options.path("data").resolve("kafka");
    return new BrokerPart(
        EmbeddedBroker.start(folder, options.port("port"), options.port("controller-port")));
  }

  private record BrokerPart(EmbeddedBroker broker, CompletableFuture<String> died)
      implements ChildProcess.Part {
    /**
     * Kafka halts the process of itself on a fault it cannot live with, so died never completes.
     */
    BrokerPart(EmbeddedBroker broker) {
      this(broker, new CompletableFuture<>());
    }

    @Override
    public String readyJson() {
      return "{\"bootstrap\":\"" + broker.bootstrap() + "\"}";
    }

    @Override
    public void close() {
      broker.close();
    }
  }
}
