package io.tapline.cli.up;

import io.tapline.cli.process.SignalHandlers;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hears Ctrl-C (SIGINT), SIGTERM and SIGHUP: the first asks for a clean stop, the second forces it.
 * A shutdown hook would hear only the first: once the JVM is going down, it hears nothing more.
 */
final class Interrupts implements AutoCloseable {
  private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

  private final AtomicInteger heard = new AtomicInteger();
  private final SignalHandlers handlers;

  /** Runs {@code first} on a thread of the JVM's when the first signal arrives, and so on. */
  Interrupts(Runnable first, Runnable second) {
    handlers =
        new SignalHandlers(SIGNALS, name -> (heard.getAndIncrement() == 0 ? first : second).run());
  }

  /** Puts the former handlers back. */
  @Override
  public void close() {
    handlers.close();
  }
}
