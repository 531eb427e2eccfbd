package io.tapline.storage.engine.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Says {@code READY {json}} when the engine answers. Takes standard output for that line alone: the
 * engine talks on it, so its words are sent where the other messages go.
 */
final class ReadySignal {
  private static final int PING_MILLIS = 20;
  private static final int ANSWER_MILLIS = 1000;
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private final LibC libc;
  private final int stdout;
  private final int port;

  private ReadySignal(LibC libc, int stdout, int port) {
    this.libc = libc;
    this.stdout = stdout;
    this.port = port;
  }

  /** Starts asking, for as long as the hold is held. */
  static void announce(LibC libc, int port, Hold hold) {
    int stdout = libc.dup(1);
    libc.dup2(2, 1);
    ReadySignal signal = new ReadySignal(libc, stdout, port);
    Thread thread = new Thread(() -> signal.await(hold), "ready");
    thread.setDaemon(true);
    thread.start();
  }

  private void await(Hold hold) {
    long pid = ProcessHandle.current().pid();
    byte[] line =
        ("READY {\"url\":\"http://127.0.0.1:" + port + "\",\"pid\":" + pid + "}\n")
            .getBytes(StandardCharsets.UTF_8);
    try {
      while (hold.isHeld()) {
        if (ping()) {
          libc.write(stdout, line, line.length);
          return;
        }
        Thread.sleep(PING_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A bare socket, so that few classes are needed while the process changes its user. */
  private boolean ping() {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), ANSWER_MILLIS);
      socket.setSoTimeout(ANSWER_MILLIS);
      socket
          .getOutputStream()
          .write("GET /ping HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes(12);
      return new String(answer, StandardCharsets.US_ASCII).endsWith(" 200");
    } catch (IOException e) {
      return false;
    }
  }
}
