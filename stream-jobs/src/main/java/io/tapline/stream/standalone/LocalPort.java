package io.tapline.stream.standalone;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of 127.0.0.1, the only address the embedded parts listen on. */
final class LocalPort {
  static final String HOST = "127.0.0.1";

  private LocalPort() {}

  /**
   * Makes sure that a port can be bound, before a server starts that would say it in fifty lines.
   *
   * @throws StandaloneException when it cannot
   */
  static void requireFree(int port, String purpose) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new StandaloneException(
          "port "
              + port
              + " on "
              + HOST
              + " ("
              + purpose
              + ") cannot be used: "
              + e.getMessage()
              + "; stop what listens there (ss -ltnp) or choose another port",
          e);
    }
  }

  /** A port that is free now, for tests. Another process may take it before it is used. */
  static int anyFree() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new StandaloneException("no free port on " + HOST, e);
    }
  }
}
