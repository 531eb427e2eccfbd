package io.tapline.agent.trace;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** What other threads ask of a running trace; it looks at each round. Thread-safe. */
public final class StopFlag {
  private final Queue<String> signals = new ConcurrentLinkedQueue<>();
  private volatile boolean stop;
  private volatile boolean maps;

  /** Ends the trace: its end probes run, its maps are shown. */
  public void stop() {
    stop = true;
  }

  /** Shows all maps as they are, and goes on. */
  public void showMaps() {
    maps = true;
  }

  /** Runs the script's probes of that signal: {@code SIGUSR1}. */
  public void raise(String signal) {
    signals.add(signal);
  }

  boolean isSet() {
    return stop;
  }

  boolean takeShowMaps() {
    boolean asked = maps;
    maps = false;
    return asked;
  }

  /** The next signal, or null. */
  @Nullable String takeSignal() {
    return signals.poll();
  }
}
