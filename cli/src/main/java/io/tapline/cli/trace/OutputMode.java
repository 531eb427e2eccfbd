package io.tapline.cli.trace;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** How output is buffered. */
public enum OutputMode {
  /** Written when a line ends, and whenever the trace has caught up. */
  LINE,
  /** Written when the buffer is full, and at the end. */
  FULL,
  /** Written at once. */
  NONE;

  private static final int BUFFER_BYTES = 64 << 10;

  /**
   * The mode of a word.
   *
   * @throws TraceUsageException for other words
   */
  public static OutputMode of(String word) {
    return switch (word) {
      case "line" -> LINE;
      case "full" -> FULL;
      case "none" -> NONE;
      default ->
          throw new TraceUsageException("USAGE: -B must be either 'line', 'full', or 'none'.");
    };
  }

  /** Standard output, or a file. */
  public PrintStream open(@Nullable Path file) throws IOException {
    OutputStream raw =
        file == null ? new FileOutputStream(FileDescriptor.out) : Files.newOutputStream(file);
    OutputStream buffered =
        switch (this) {
          case LINE -> new BufferedOutputStream(raw, BUFFER_BYTES);
          case FULL -> new KeptOutputStream(raw, BUFFER_BYTES);
          case NONE -> raw;
        };
    return new PrintStream(buffered, false, StandardCharsets.UTF_8);
  }

  /** Does not flush when asked, only when full or closed. */
  private static final class KeptOutputStream extends BufferedOutputStream {
    KeptOutputStream(OutputStream out, int size) {
      super(out, size);
    }

    @Override
    public synchronized void flush() {
      // A full buffer is what this mode waits for.
    }

    @Override
    public void close() throws IOException {
      super.flush();
      out.close();
    }
  }
}
