package io.tapline.cli.up;

import io.tapline.cli.outcome.CommandFailure;
import io.tapline.cli.outcome.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder that one {@code up} at a time holds. The lock is the kernel's: it ends with the
 * process, however that ends.
 *
 * <pre>
 *   DIR/lock                     held while up runs; holds its pid as text
 *   DIR/run.json                 while up runs: where its parts listen
 *   DIR/logs/NAME.log[.1]        what each part said
 *   DIR/tmp/                     emptied at start and stop
 *   DIR/kafka/ clickhouse/ flink/ agent/
 *   DIR/clickhouse.credentials   0600
 * </pre>
 */
public final class DataFolder implements AutoCloseable {
  // Others may pass through (the store runs as another user), nobody may list.
  private static final String FOLDER_MODE = "rwx--x--x";

  private final Path root;
  private final FileChannel channel;
  private final FileLock lock;

  private DataFolder(Path root, FileChannel channel, FileLock lock) {
    this.root = root;
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Makes the folder if need be and takes its lock.
   *
   * @throws CommandFailure when another process holds it, or it cannot be written
   */
  public static DataFolder open(Path folder) {
    Path root = folder.toAbsolutePath().normalize();
    try {
      if (!Files.isDirectory(root)) {
        Files.createDirectories(root);
        Files.setPosixFilePermissions(root, PosixFilePermissions.fromString(FOLDER_MODE));
      }
      FileChannel channel =
          FileChannel.open(
              root.resolve("lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        String holder = readHolder(channel);
        channel.close();
        throw new CommandFailure(
            ExitCode.REFUSED,
            "data folder " + root + " is in use by another tapline up (pid " + holder + ")",
            "stop it (kill " + holder + "), or choose another folder with --data DIR");
      }
      DataFolder opened = new DataFolder(root, channel, lock);
      opened.prepare();
      return opened;
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.HOST,
          "cannot use data folder " + root + ": " + reason(e),
          "choose a folder you may write with --data DIR",
          e);
    }
  }

  /** Without the exception's name, and without the path, which is said already. */
  private static String reason(IOException e) {
    if (e instanceof AccessDeniedException) {
      return "permission denied";
    }
    String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
    return reason == null ? e.toString() : reason;
  }

  /** The folder itself, absolute. */
  public Path root() {
    return root;
  }

  /** A part's log file. */
  public Path log(String part) {
    return root.resolve("logs").resolve(part + ".log");
  }

  /** What the agent keeps. */
  public Path agentState() {
    return root.resolve("agent");
  }

  /** For what must not outlive this run. */
  public Path temporary() {
    return root.resolve("tmp");
  }

  private void prepare() throws IOException {
    channel.truncate(0);
    byte[] pid = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
    channel.write(ByteBuffer.wrap(pid), 0);
    Files.createDirectories(root.resolve("logs"));
    deleteTree(temporary());
    Files.createDirectories(temporary());
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // held by this very process, as in a test
    }
  }

  private static String readHolder(FileChannel channel) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(32);
    channel.read(bytes, 0);
    String text = new String(bytes.array(), 0, bytes.position(), StandardCharsets.US_ASCII);
    return text.isBlank() ? "unknown" : text.strip();
  }

  private static void deleteTree(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }

  /** Empties the temporary folder and gives the lock back. */
  @Override
  public void close() {
    try {
      deleteTree(temporary());
      lock.release();
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("leave data folder " + root, e);
    }
  }
}
