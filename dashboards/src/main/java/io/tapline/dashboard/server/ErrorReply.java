package io.tapline.dashboard.server;

import io.tapline.dashboard.api.Json;
import io.tapline.dashboard.api.Problem;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Jetty's own refusals (malformed request, header too long, no such file), in our form. */
final class ErrorReply implements Request.Handler {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    SecurityHeaders.addTo(response.getHeaders());
    int status = response.getStatus();
    String what = HttpStatus.getMessage(status);
    Json.reply(
        response,
        callback,
        new Problem(status, what, "address or headers", "open / for the page, /api for data"));
    return true;
  }
}
