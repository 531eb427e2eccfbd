package io.tapline.dashboard.live;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;

/**
 * One open stream to one tab. Never blocks its sender: messages wait in a bounded queue, and when
 * it is full the message is dropped and counted. A tab that lost something is stale: it gets
 * nothing more until its queue is empty, and then a whole snapshot and the number it missed.
 */
final class LiveClient {
  /** Enough for a snapshot of 900 columns and half a minute of updates. */
  static final int MOST_QUEUED_BYTES = 4 << 20;

  private final Content.Sink sink;
  private final Callback end;
  private final Sender sender = new Sender();
  private final Deque<byte[]> queue = new ArrayDeque<>();
  private int queuedBytes;
  private long dropped;
  private boolean fresh = true;
  private boolean ended;

  /**
   * Owns a response that has been given its headers.
   *
   * @param end completed when the stream is over
   */
  LiveClient(Content.Sink sink, Callback end) {
    this.sink = sink;
    this.end = end;
  }

  /** True if this tab needs a snapshot, and has room for it. */
  synchronized boolean wantsSnapshot() {
    return !ended && fresh && queue.isEmpty();
  }

  /** Sends a snapshot; from now on updates make sense again. */
  void snapshot(byte[] message) {
    synchronized (this) {
      if (dropped > 0) {
        enqueue(LiveMessage.dropped(dropped));
        dropped = 0;
      }
      fresh = false;
      enqueue(message);
    }
    sender.iterate();
  }

  /** Sends an update, or drops it when the tab is slow. */
  void update(byte[] message) {
    synchronized (this) {
      if (ended || (fresh && dropped == 0)) {
        return;
      }
      if (fresh || queuedBytes + message.length > MOST_QUEUED_BYTES) {
        fresh = true;
        dropped++;
        return;
      }
      enqueue(message);
    }
    sender.iterate();
  }

  /** Sends a message whatever state the tab is in, if there is room: a ping, a trouble. */
  void notice(byte[] message) {
    synchronized (this) {
      if (ended || queuedBytes + message.length > MOST_QUEUED_BYTES) {
        return;
      }
      enqueue(message);
    }
    sender.iterate();
  }

  /** True once the tab is gone or was closed. */
  synchronized boolean isEnded() {
    return ended;
  }

  /** Messages dropped since the last snapshot. */
  synchronized long dropped() {
    return dropped;
  }

  /** Ends the stream; what is queued is not sent. */
  void close() {
    synchronized (this) {
      if (ended) {
        return;
      }
      ended = true;
      queue.clear();
    }
    sink.write(true, ByteBuffer.allocate(0), end);
  }

  private void enqueue(byte[] message) {
    queue.add(message);
    queuedBytes += message.length;
  }

  private synchronized byte[] next() {
    byte[] message = queue.poll();
    if (message == null) {
      return new byte[0];
    }
    queuedBytes -= message.length;
    return message;
  }

  /** Writes one message after the other; the next only when the last is with the kernel. */
  private final class Sender extends IteratingCallback {
    @Override
    protected Action process() {
      byte[] message = next();
      if (message.length == 0) {
        return Action.IDLE;
      }
      sink.write(false, ByteBuffer.wrap(message), this);
      return Action.SCHEDULED;
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
      synchronized (LiveClient.this) {
        if (ended) {
          return;
        }
        ended = true;
        queue.clear();
      }
      end.failed(cause);
    }
  }
}
