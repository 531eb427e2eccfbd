package io.tapline.cli.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Where a child's stderr goes: NAME.log, and NAME.log.1 for what came before. Turned over at each
 * first start and at {@code capBytes}, so that both together never exceed twice the cap.
 *
 * <p>Written by one pump thread, read by any.
 */
final class ChildLog implements AutoCloseable {
  private static final int BUFFER_BYTES = 8 * 1024;
  private static final int TAIL_BYTES = 16 * 1024;

  private final Path file;
  private final long capBytes;
  private OutputStream out;
  private long written;

  private ChildLog(Path file, long capBytes, OutputStream out, long written) {
    this.file = file;
    this.capBytes = capBytes;
    this.out = out;
    this.written = written;
  }

  /** Turns an existing log over and opens a new one. */
  static ChildLog fresh(Path file, long capBytes) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    turnOver(file);
    return new ChildLog(file, capBytes, Files.newOutputStream(file), 0);
  }

  /** Copies {@code stream} to the log until its end. A full disk costs log lines, not the child. */
  void pump(InputStream stream) {
    byte[] buffer = new byte[BUFFER_BYTES];
    try (stream) {
      for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
        append(buffer, n);
      }
    } catch (IOException e) {
      // The child is gone together with its pipe: that is the end of its log.
      return;
    }
  }

  /** The last lines, oldest first. */
  static List<String> tail(Path file, int lines) {
    try (var channel = Files.newByteChannel(file)) {
      long size = channel.size();
      channel.position(Math.max(0, size - TAIL_BYTES));
      var bytes = java.nio.ByteBuffer.allocate((int) Math.min(size, TAIL_BYTES));
      while (bytes.hasRemaining() && channel.read(bytes) >= 0) {}
      List<String> all =
          new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.isBlank())
              .toList();
      return all.subList(Math.max(0, all.size() - lines), all.size());
    } catch (IOException e) {
      return List.of("(no log: " + e + ")");
    }
  }

  private void append(byte[] bytes, int length) {
    try {
      if (written + length > capBytes) {
        out.close();
        turnOver(file);
        out = Files.newOutputStream(file);
        written = 0;
      }
      out.write(bytes, 0, length);
      written += length;
    } catch (IOException e) {
      written += length; // the pipe must be drained even when the disk is full
    }
  }

  private static void turnOver(Path file) throws IOException {
    if (Files.exists(file)) {
      Path previous = file.resolveSibling(file.getFileName() + ".1");
      Files.move(file, previous, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException("close " + file, e);
    }
  }
}
