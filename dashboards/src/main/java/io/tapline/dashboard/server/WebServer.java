package io.tapline.dashboard.server;

import io.tapline.dashboard.BoundedQuestions;
import io.tapline.dashboard.Questions;
import io.tapline.dashboard.api.QueryApi;
import io.tapline.dashboard.live.LiveFeed;
import io.tapline.dashboard.view.PageReader;
import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.net.URL;
import java.time.Clock;
import java.time.Duration;
import org.eclipse.jetty.compression.gzip.GzipCompression;
import org.eclipse.jetty.compression.server.CompressionConfig;
import org.eclipse.jetty.compression.server.CompressionHandler;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ResourceHandler;
import org.eclipse.jetty.util.resource.ResourceFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Serves the page, its data and its live stream on 127.0.0.1, from {@link #start} to {@link
 * #close}.
 *
 * <p>Bounds: 24 threads, 256 connections, 8 KiB of headers, no request bodies, 4 questions at the
 * store at once (a fifth waits 5 s, then gets 503), 64 live tabs over 16 different views. Idle
 * connections are closed after 30 s; live streams are kept open by a ping each 15 s.
 */
public final class WebServer implements AutoCloseable {
  private static final int MOST_THREADS = 24;
  private static final int MOST_CONNECTIONS = 256;
  private static final int MOST_HEADER_BYTES = 8 << 10;
  private static final int MOST_QUESTIONS = 4;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration IDLE = Duration.ofSeconds(30);

  private final Server server;
  private final LiveFeed live;
  private final URI address;

  private WebServer(Server server, LiveFeed live, URI address) {
    this.server = server;
    this.live = live;
    this.address = address;
  }

  /**
   * Starts serving.
   *
   * @param questions to the store; asked from several threads, at most four at once
   * @throws IOException when the port is taken or may not be bound; the message says what to do
   */
  public static WebServer start(PageSettings settings, Questions questions, Clock clock)
      throws IOException {
    Questions bounded = new BoundedQuestions(questions, MOST_QUESTIONS, PATIENCE);
    PageReader reader = new PageReader(bounded, clock);
    LiveFeed live = new LiveFeed(reader, clock);
    Server server = new Server(threads());
    ServerConnector connector = connector(server, settings.port());
    Guard guard =
        new Guard(
            compressed(
                new Handler.Sequence(live, new QueryApi(bounded, reader, clock), files(server))));
    server.setHandler(guard);
    server.setErrorHandler(new ErrorReply());
    server.setDefaultHandler(new NotFound());
    try {
      connector.open();
      guard.allow(connector.getLocalPort(), settings.furtherHosts());
      server.start();
    } catch (Exception e) {
      live.close();
      connector.close();
      throw startFailure(settings.port(), e);
    }
    return new WebServer(
        server, live, URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/"));
  }

  /** Where the page is: {@code http://127.0.0.1:PORT/}. */
  public URI address() {
    return address;
  }

  /** Ends live streams and cuts off what still runs: readers lose nothing by it. */
  @Override
  public void close() throws IOException {
    live.close();
    try {
      server.stop();
    } catch (Exception e) {
      throw new IOException("stop the page's server on " + address, e);
    }
  }

  private static QueuedThreadPool threads() {
    QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, 4);
    threads.setName("page");
    threads.setDaemon(true);
    return threads;
  }

  private static ServerConnector connector(Server server, int port) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(MOST_HEADER_BYTES);
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    connector.setIdleTimeout(IDLE.toMillis());
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(MOST_CONNECTIONS, server));
    return connector;
  }

  private static Handler compressed(Handler next) {
    CompressionHandler handler = new CompressionHandler(next);
    handler.putCompression(new GzipCompression());
    handler.putConfiguration(
        "/*",
        CompressionConfig.builder()
            .defaults()
            // A compressor would hold back the live stream's small messages.
            .compressExcludePath("/api/live")
            .build());
    return handler;
  }

  /** The page's files: what lies beside index.html, on the class path or in the jar. */
  private static ResourceHandler files(Server server) {
    // Found by a file of ours: other jars (Flink's) have a /web folder too.
    URL known = WebServer.class.getResource("/web/tapline.css");
    if (known == null) {
      throw new IllegalStateException("the page is missing: /web/tapline.css on the class path");
    }
    String folder = known.toExternalForm();
    ResourceHandler files = new ResourceHandler();
    files.setBaseResource(
        ResourceFactory.of(server)
            .newResource(URI.create(folder.substring(0, folder.lastIndexOf('/') + 1))));
    files.setDirAllowed(false);
    files.setWelcomeFiles("index.html");
    files.setEtags(true);
    // Ask each time, answered by 304: a newer tapline never runs with an older page.
    files.setCacheControl("no-cache");
    return files;
  }

  private static IOException startFailure(int port, Exception cause) {
    for (Throwable t = cause; t != null; t = t.getCause()) {
      if (t instanceof BindException) {
        return new IOException(
            "serve the page on 127.0.0.1:"
                + port
                + ": "
                + t.getMessage()
                + " (stop what holds the port, or choose another)",
            cause);
      }
    }
    return new IOException("serve the page on 127.0.0.1:" + port + ": " + cause, cause);
  }
}
