package io.tapline.dashboard.server;

import io.tapline.dashboard.api.Json;
import io.tapline.dashboard.api.Problem;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Stands before every handler. Refuses requests that arrive under a foreign name (DNS rebinding),
 * that another site's page sends (cross-site reads and writes), that change something, or that
 * carry a body: the page only reads.
 */
final class Guard extends Handler.Wrapper {
  private final Set<String> hosts = new HashSet<>();

  Guard(Handler next) {
    super(next);
  }

  /** Accepts the loopback names with this port, and the given names. Called once, when bound. */
  void allow(int port, Set<String> furtherHosts) {
    for (String name : Set.of("127.0.0.1", "localhost", "[::1]")) {
      hosts.add(name + ":" + port);
      if (port == 80) {
        hosts.add(name);
      }
    }
    furtherHosts.forEach(name -> hosts.add(name.toLowerCase(Locale.ROOT)));
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    SecurityHeaders.addTo(response.getHeaders());
    Problem problem = objection(request);
    if (problem == null) {
      return super.handle(request, response, callback);
    }
    if (problem.status() == 405) {
      response.getHeaders().put(HttpHeader.ALLOW, "GET, HEAD");
    }
    // What follows on this connection may be the refused body.
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
    Json.reply(response, callback, problem);
    return true;
  }

  private @Nullable Problem objection(Request request) {
    HttpFields headers = request.getHeaders();
    String host = headers.get(HttpHeader.HOST);
    if (host == null || !hosts.contains(host.toLowerCase(Locale.ROOT))) {
      return new Problem(
          421,
          "this server does not answer under that name",
          "Host header",
          "open the address that tapline up printed");
    }
    boolean reads =
        HttpMethod.GET.is(request.getMethod()) || HttpMethod.HEAD.is(request.getMethod());
    boolean page = !Request.getPathInContext(request).startsWith("/api");
    // A link on another site may lead to the page, but not to its data.
    if (!(reads && page) && isForeign(headers, host)) {
      return new Problem(
          403,
          "another site's page sent this request",
          "Origin and Sec-Fetch-Site headers",
          "open the page itself");
    }
    if (!reads) {
      return new Problem(405, "nothing can be changed here", request.getMethod(), "send GET");
    }
    if (request.getLength() > 0 || headers.contains(HttpHeader.TRANSFER_ENCODING)) {
      return new Problem(413, "this request carries a body", "body", "send none");
    }
    return null;
  }

  private static boolean isForeign(HttpFields headers, String host) {
    String origin = headers.get(HttpHeader.ORIGIN);
    if (origin != null && !origin.equalsIgnoreCase("http://" + host)) {
      return true;
    }
    HttpField site = headers.getField("Sec-Fetch-Site");
    String value = site == null ? null : site.getValue();
    return value != null && !value.equals("same-origin") && !value.equals("none");
  }
}
