package io.tapline.dashboard.server;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What no other handler took; Jetty's own would list contexts and serve an icon. */
final class NotFound extends Handler.Abstract.NonBlocking {
  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
    return true;
  }
}
