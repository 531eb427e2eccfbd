package io.tapline.agent.trace;

import io.tapline.agent.kernel.sys.LibC;
import io.tapline.agent.kernel.sys.ProcessSignals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A command that is traced from its first instruction on: a shell stops itself, is told to go on
 * once everything is attached, and becomes the command, under the same process id.
 */
public final class ChildCommand implements AutoCloseable {
  private static final long STOP_MILLIS = 5_000;
  private static final long END_MILLIS = 2_000;

  private final LibC libc;
  private final Process process;

  private ChildCommand(LibC libc, Process process) {
    this.libc = libc;
    this.process = process;
  }

  /**
   * Starts a command and holds it back. It gets this process's input, output and errors.
   *
   * @param words the command and its arguments
   * @throws IOException when it cannot be started, saying why
   */
  public static ChildCommand start(LibC libc, List<String> words) throws IOException {
    if (words.isEmpty()) {
      throw new IOException("no command");
    }
    List<String> line =
        new ArrayList<>(List.of("/bin/sh", "-c", "kill -STOP $$; exec \"$@\"", "sh"));
    line.addAll(words);
    ChildCommand child = new ChildCommand(libc, new ProcessBuilder(line).inheritIO().start());
    child.awaitStopped();
    return child;
  }

  /**
   * Splits a command line at blanks; quotes and backslashes keep them.
   *
   * @throws IOException when a quote is not closed
   */
  public static List<String> split(String line) throws IOException {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    char quote = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (c == '\\' && quote != '\'' && i + 1 < line.length()) {
        word.append(line.charAt(++i));
        inWord = true;
      } else if (quote != 0) {
        if (c == quote) {
          quote = 0;
        } else {
          word.append(c);
        }
      } else if (c == '"' || c == '\'') {
        quote = c;
        inWord = true;
      } else if (c == ' ' || c == '\t') {
        if (inWord) {
          words.add(word.toString());
          word.setLength(0);
          inWord = false;
        }
      } else {
        word.append(c);
        inWord = true;
      }
    }
    if (quote != 0) {
      throw new IOException("a quote " + quote + " in the command is not closed");
    }
    if (inWord) {
      words.add(word.toString());
    }
    return words;
  }

  private void awaitStopped() throws IOException {
    Path stat = Path.of("/proc/" + process.pid() + "/stat");
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STOP_MILLIS);
    while (System.nanoTime() < deadline && process.isAlive()) {
      String text = Files.readString(stat);
      if (text.startsWith("T", text.lastIndexOf(')') + 2)) {
        return;
      }
      java.util.concurrent.locks.LockSupport.parkNanos(200_000);
    }
    throw new IOException("the shell that becomes the command did not stop itself");
  }

  /** Its process id. */
  public int pid() {
    return (int) process.pid();
  }

  /** Lets it go. */
  void run() {
    ProcessSignals.send(libc, pid(), ProcessSignals.CONT);
  }

  boolean ended() {
    return !process.isAlive();
  }

  /** Ends it if it still runs: SIGTERM, and SIGKILL when that does not help. */
  @Override
  public void close() {
    if (process.isAlive()) {
      process.destroy();
      ProcessSignals.send(libc, pid(), ProcessSignals.CONT);
      try {
        if (!process.waitFor(END_MILLIS, TimeUnit.MILLISECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        process.destroyForcibly();
      }
    }
  }
}
