package io.tapline.dashboard.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends exactly the bytes a test wants, which a well-behaved client would refuse to. */
final class RawHttp {
  private RawHttp() {}

  /** The whole answer to one request: status line, headers, body. */
  static String send(URI server, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.getPort())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** A GET with the right host and further header lines, each ended by CR LF. */
  static String get(URI server, String path, String headers) throws IOException {
    return send(
        server,
        "GET "
            + path
            + " HTTP/1.1\r\nHost: 127.0.0.1:"
            + server.getPort()
            + "\r\nConnection: close\r\n"
            + headers
            + "\r\n");
  }

  static int status(String response) {
    return Integer.parseInt(response.substring(9, 12));
  }
}
