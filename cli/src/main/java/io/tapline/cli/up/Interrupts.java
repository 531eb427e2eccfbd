package io.tapline.cli.up;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Hears Ctrl-C (SIGINT), SIGTERM and SIGHUP: the first asks for a clean stop, the second forces it.
 * A shutdown hook would hear only the first: once the JVM is going down, it hears nothing more.
 */
final class Interrupts implements AutoCloseable {
  private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

  private final AtomicInteger heard = new AtomicInteger();
  private final List<SignalHandler> previous;

  Interrupts(Runnable first, Runnable second) {
    SignalHandler handler =
        signal -> {
          if (heard.getAndIncrement() == 0) {
            first.run();
          } else {
            second.run();
          }
        };
    previous = SIGNALS.stream().map(name -> Signal.handle(new Signal(name), handler)).toList();
  }

  /** Puts the former handlers back. */
  @Override
  public void close() {
    for (int i = 0; i < SIGNALS.size(); i++) {
      Signal.handle(new Signal(SIGNALS.get(i)), previous.get(i));
    }
  }
}
