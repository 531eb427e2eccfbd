package io.tapline.dashboard.live;

import io.tapline.dashboard.api.Json;
import io.tapline.dashboard.api.Parameters;
import io.tapline.dashboard.api.Problem;
import io.tapline.dashboard.api.ProblemException;
import io.tapline.dashboard.api.Problems;
import io.tapline.dashboard.view.Filter;
import io.tapline.dashboard.view.PageReader;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code GET /api/live?tapset=&host=&key=&last=}: one stream of server-sent events per tab.
 * Messages: {@code snapshot} on (re)connect, then {@code columns}, {@code events}, {@code top},
 * {@code surroundings}; {@code dropped} when the tab was too slow, {@code trouble} when the store
 * does not answer. Tabs with the same view share one poller; a view without tabs is forgotten.
 *
 * <p>Owns two threads, from construction to {@link #close}.
 */
public final class LiveFeed extends Handler.Abstract implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);
  private static final int MOST_CLIENTS = 64;
  private static final int MOST_TOPICS = 16;
  private static final int PING_SECONDS = 15;

  private final PageReader reader;
  private final RecentHealth health;
  private final Clock clock;
  private final Map<View, Watched> topics = new HashMap<>();
  private final ScheduledExecutorService pollers;
  private int clients;

  private record View(Filter filter, long seconds) {}

  private record Watched(LiveTopic topic, long pollSeconds) {}

  /** A feed that reads through the given reader. */
  public LiveFeed(PageReader reader, Clock clock) {
    this.reader = reader;
    this.health = new RecentHealth(reader, clock);
    this.clock = clock;
    this.pollers =
        Executors.newScheduledThreadPool(
            2,
            task -> {
              Thread thread = new Thread(task, "live-feed");
              thread.setDaemon(true);
              return thread;
            });
    // ping() does not throw; there is nothing to learn from its future.
    var unused =
        pollers.scheduleWithFixedDelay(this::ping, PING_SECONDS, PING_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    String path = Request.getPathInContext(request);
    if (!path.equals("/api/live")) {
      return false;
    }
    try {
      Parameters parameters = Parameters.of(request, clock);
      join(new View(parameters.anyFilter(), parameters.lastSeconds()), response, callback);
    } catch (RuntimeException e) {
      Problem problem = Problems.of(e, path);
      Json.reply(response, callback, problem);
    }
    return true;
  }

  /** Ends all streams and the pollers. */
  @Override
  public void close() {
    pollers.shutdownNow();
    synchronized (topics) {
      topics.values().forEach(watched -> watched.topic().close());
      topics.clear();
    }
  }

  private void join(View view, Response response, Callback callback) {
    synchronized (topics) {
      if (clients >= MOST_CLIENTS) {
        throw tooMany(MOST_CLIENTS + " tabs are live");
      }
      Watched watched = topics.get(view);
      if (watched == null) {
        if (topics.size() >= MOST_TOPICS) {
          throw tooMany(MOST_TOPICS + " different views are live");
        }
        LiveTopic topic = new LiveTopic(view.filter(), view.seconds(), reader, health, clock);
        watched = new Watched(topic, topic.pollSeconds());
        topics.put(view, watched);
        schedule(view, watched, 0);
      }
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/event-stream");
      response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
      clients++;
      Callback left = Callback.from(callback, this::left);
      watched.topic().join(new LiveClient(response, left));
    }
  }

  private void left() {
    synchronized (topics) {
      clients--;
    }
  }

  private void schedule(View view, Watched watched, long delaySeconds) {
    if (!pollers.isShutdown()) {
      // poll() tells its own failures.
      var unused = pollers.schedule(() -> poll(view, watched), delaySeconds, TimeUnit.SECONDS);
    }
  }

  private void poll(View view, Watched watched) {
    synchronized (topics) {
      if (watched.topic().isAbandoned()) {
        topics.remove(view);
        return;
      }
    }
    try {
      watched.topic().poll();
    } catch (Error e) {
      LOG.error("live view {} failed", view, e);
      throw e;
    }
    schedule(view, watched, watched.pollSeconds());
  }

  private void ping() {
    synchronized (topics) {
      topics.values().forEach(watched -> watched.topic().ping());
    }
  }

  private static ProblemException tooMany(String what) {
    return new ProblemException(503, what + " already", "/api/live", "close a tab, then reload");
  }
}
