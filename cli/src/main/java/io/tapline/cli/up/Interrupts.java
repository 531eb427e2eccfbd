package io.tapline.cli.up;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Hears Ctrl-C (SIGINT), SIGTERM and SIGHUP: the first asks for a clean stop, the second forces it.
 * A shutdown hook would hear only the first: once the JVM is going down, it hears nothing more.
 *
 * <p>Goes through sun.misc.Signal, exported by the module jdk.unsupported as there is no successor
 * yet; by reflection, because javac warns of it with no way to answer.
 */
final class Interrupts implements AutoCloseable {
  private static final List<String> SIGNALS = List.of("INT", "TERM", "HUP");

  private final Class<?> signalType;
  private final Method handle;
  private final List<Map.Entry<Object, Object>> previous = new ArrayList<>();
  private final AtomicInteger heard = new AtomicInteger();

  /** Runs {@code first} on a thread of the JVM's when the first signal arrives, and so on. */
  Interrupts(Runnable first, Runnable second) {
    try {
      signalType = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      handle = signalType.getMethod("handle", signalType, handlerType);
      Object handler =
          Proxy.newProxyInstance(
              handlerType.getClassLoader(),
              new Class<?>[] {handlerType},
              (proxy, method, arguments) -> {
                (heard.getAndIncrement() == 0 ? first : second).run();
                return null;
              });
      for (String name : SIGNALS) {
        Object signal = signalType.getConstructor(String.class).newInstance(name);
        previous.add(Map.entry(signal, handle.invoke(null, signal, handler)));
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Java has no sun.misc.Signal", e);
    }
  }

  /** Puts the former handlers back. */
  @Override
  public void close() {
    try {
      for (Map.Entry<Object, Object> entry : previous) {
        handle.invoke(null, entry.getKey(), entry.getValue());
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("put signal handlers back", e);
    }
  }
}
