package io.tapline.dashboard.server;

import java.util.Set;

/**
 * Where the page is served. Always on 127.0.0.1: there is no login yet, so no other address may
 * reach it.
 *
 * @param port to bind; 0 picks a free one
 * @param furtherHosts Host headers to accept beside 127.0.0.1, localhost and [::1] with the bound
 *     port: "name" or "name:port", for a tunnel that arrives under another name
 */
public record PageSettings(int port, Set<String> furtherHosts) {
  /** Checks the port. */
  public PageSettings {
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port " + port + " is not within 0 to 65535");
    }
    furtherHosts = Set.copyOf(furtherHosts);
  }

  /** The given port, no further hosts. */
  public static PageSettings onPort(int port) {
    return new PageSettings(port, Set.of());
  }
}
