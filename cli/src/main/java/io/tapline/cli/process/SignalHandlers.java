package io.tapline.cli.process;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Hears signals to this process. Goes through sun.misc.Signal, exported by the module
 * jdk.unsupported as there is no successor yet; by reflection, because javac warns of it with no
 * way to answer.
 */
public final class SignalHandlers implements AutoCloseable {
  private final Class<?> signalType;
  private final Method handle;
  private final List<Map.Entry<Object, Object>> previous = new ArrayList<>();

  /**
   * Hears signals from now on.
   *
   * @param names without SIG: {@code INT}; one that the JVM keeps for itself is passed over
   * @param heard told the name, on a thread of the JVM's
   */
  public SignalHandlers(List<String> names, Consumer<String> heard) {
    try {
      signalType = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      handle = signalType.getMethod("handle", signalType, handlerType);
      for (String name : names) {
        Object handler =
            Proxy.newProxyInstance(
                handlerType.getClassLoader(),
                new Class<?>[] {handlerType},
                (proxy, method, arguments) -> {
                  heard.accept(name);
                  return null;
                });
        listen(name, handler);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Java has no sun.misc.Signal", e);
    }
  }

  private void listen(String name, Object handler) throws ReflectiveOperationException {
    Object signal = signalType.getConstructor(String.class).newInstance(name);
    try {
      previous.add(Map.entry(signal, handle.invoke(null, signal, handler)));
    } catch (InvocationTargetException e) {
      if (!(e.getCause() instanceof IllegalArgumentException)) {
        throw e;
      }
      // The JVM's own: SIGUSR1 unless it runs with -Xrs or -XX:+ReduceSignalUsage.
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
