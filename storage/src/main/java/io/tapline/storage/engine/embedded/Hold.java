package io.tapline.storage.engine.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What keeps the engine running: a pipe that it reads as a file of queries, in which nothing is
 * ever written. Closing the writing end ends that file, and with it the engine, in order.
 */
final class Hold {
  private static final int STOP_MILLIS = 20_000;

  private final LibC libc;
  private final int readingEnd;
  private final int writingEnd;
  private final AtomicBoolean held = new AtomicBoolean(true);

  private Hold(LibC libc, int readingEnd, int writingEnd) {
    this.libc = libc;
    this.readingEnd = readingEnd;
    this.writingEnd = writingEnd;
  }

  /** Makes the pipe; the reading end belongs to the user who is going to open it by its name. */
  static Hold open(LibC libc, int userId, int groupId) {
    int[] ends = new int[2];
    if (libc.pipe(ends) != 0 || libc.fchown(ends[0], userId, groupId) != 0) {
      throw new EmbeddedEngineException("pipe(2) for the engine failed: too many open files?");
    }
    return new Hold(libc, ends[0], ends[1]);
  }

  /** The name under which the engine opens the reading end. */
  String path() {
    return "/dev/fd/" + readingEnd;
  }

  /** False once the engine was told to stop. */
  boolean isHeld() {
    return held.get();
  }

  /** Stops the engine at the end of an input, and on SIGTERM. */
  void releaseAtEndOf(InputStream input) {
    Thread watch = new Thread(() -> drain(input), "hold");
    watch.setDaemon(true);
    watch.start();
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stop"));
  }

  private void drain(InputStream input) {
    byte[] ignored = new byte[64];
    boolean open = true;
    while (open) {
      try {
        open = input.read(ignored) >= 0;
      } catch (IOException e) {
        // A broken input has ended too.
        open = false;
      }
    }
    release();
  }

  /**
   * Lets the engine shut down in order, after which the main thread ends the process. Never returns
   * to HotSpot, whose exit would run the library's handlers under a running engine and crash.
   */
  private void stop() {
    release();
    try {
      Thread.sleep(STOP_MILLIS);
    } catch (InterruptedException e) {
      libc._exit(1);
    }
    libc._exit(1);
  }

  private void release() {
    if (held.getAndSet(false)) {
      libc.close(writingEnd);
    }
  }
}
