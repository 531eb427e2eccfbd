package io.tapline.cli.bench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes lseek(2) calls at a steady rate on a thread whose name is the task's comm in the kernel,
 * and counts them: the truth that the line is measured against.
 */
final class SteadyCalls implements AutoCloseable {
  /** HotSpot hands a thread's name to the kernel, cut to 15 bytes. */
  static final String COMM = "tapline-bench";

  private static final long TICK_NANOS = 1_000_000;

  private final long perSecond;
  private final Thread thread;
  private volatile boolean running = true;
  private volatile long calls;

  SteadyCalls(long perSecond) {
    this.perSecond = perSecond;
    this.thread = new Thread(this::run, COMM);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Calls made so far. */
  long calls() {
    return calls;
  }

  private void run() {
    try (RandomAccessFile file = new RandomAccessFile("/dev/null", "r")) {
      long began = System.nanoTime();
      long made = 0;
      while (running) {
        long due = Math.multiplyExact((System.nanoTime() - began) / 1_000, perSecond) / 1_000_000;
        for (; made < due; made++) {
          file.getFilePointer(); // lseek(fd, 0, SEEK_CUR)
        }
        calls = made;
        LockSupport.parkNanos(TICK_NANOS);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("call lseek on /dev/null", e);
    }
  }

  /** Stops and waits for the last call. */
  @Override
  public void close() {
    running = false;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
