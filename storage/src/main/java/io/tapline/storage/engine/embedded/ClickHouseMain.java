package io.tapline.storage.engine.embedded;

import java.io.IOException;
import java.lang.ref.Reference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/**
 * The process that hosts the engine.
 *
 * <p>The library carries ClickHouse's real HTTP server inside clickhouse-local, which {@code
 * chdb_query_cmdline} runs. It is given two files of queries: the first opens the listener, the
 * second is a {@link Hold}. That takes one right, SYSTEM LISTEN, and no query that runs all the
 * time.
 *
 * <p>Prints {@code READY {json}} on stdout when the engine answers; ends with status 0 after its
 * standard input did. Order of the start: lock the folder and write the configuration as root; load
 * the library as root, because it may lie where only root reads; become the unprivileged user, all
 * threads; run the engine. Everything that the class loader might have to look for is used before
 * the user changes, since its folders may be closed to the new one.
 */
public final class ClickHouseMain {
  private final EngineOptions options;

  private ClickHouseMain(EngineOptions options) {
    this.options = options;
  }

  /** See the class; a start that fails ends with status 1 and says why on stderr. */
  public static void main(String[] args) {
    try {
      new ClickHouseMain(EngineOptions.parse(List.of(args))).run();
    } catch (EmbeddedEngineException e) {
      System.err.println("clickhouse: " + e.getMessage());
      System.exit(1);
    } catch (IOException e) {
      System.err.println("clickhouse: cannot prepare the engine's folder: " + e);
      System.exit(1);
    }
  }

  private void run() throws IOException {
    LibC libc = LibraryLoader.create(LibC.class).load("c");
    boolean root = libc.geteuid() == 0;
    int userId = root ? options.userId() : libc.geteuid();
    int groupId = root ? options.groupId() : libc.getegid();
    if (userId == 0) {
      throw new EmbeddedEngineException(
          "--user-id 0: the engine must not run as root; name another user");
    }
    Files.createDirectories(options.folder());
    FileLock lock = lock(options.data().resolve("clickhouse.lock"));
    try {
      libc._exit(host(libc, root, userId, groupId));
    } finally {
      // Held to this line: whoever starts next finds the engine's files closed.
      Reference.reachabilityFence(lock);
    }
  }

  /** Runs the engine to its end; returns the process's exit status. */
  private int host(LibC libc, boolean root, int userId, int groupId) throws IOException {
    int port = port();
    EngineFolder folder = new EngineFolder(options.folder(), userId, groupId);
    folder.prepare(Credentials.keep(options.credentials(), "http://127.0.0.1:" + port));
    // Ctrl-C is for the parent, who drains the line through this engine before it stops it.
    libc.setsid();
    Chdb chdb = load(options.library());
    chdb.chdb_set_signal_handlers_enabled(0);
    Hold hold = Hold.open(libc, userId, groupId);
    CommandLine commandLine =
        new CommandLine(
            Runtime.getRuntime(chdb),
            "clickhouse",
            "--config-file=" + folder.config(),
            "--path=" + folder.data(),
            "--listen_host=127.0.0.1",
            "--http_port=" + port,
            "--queries-file",
            folder.start().toString(),
            "--queries-file",
            hold.path());
    hold.releaseAtEndOf(System.in);
    ReadySignal.announce(libc, port, hold);
    if (root) {
      Privileges.drop(libc, userId, groupId);
    }
    Pointer result;
    try {
      result = chdb.chdb_query_cmdline(commandLine.count(), commandLine.words());
    } finally {
      Reference.reachabilityFence(commandLine); // the engine reads its words where they are
    }
    boolean told = !hold.isHeld();
    if (!told) {
      String error = result == null ? "no result" : chdb.chdb_result_error(result);
      System.err.println(
          "clickhouse: the engine ended by itself: " + error + "; see " + folder.log());
      System.err.flush();
    }
    return told ? 0 : 1;
  }

  private static Chdb load(Path library) {
    if (!Files.isReadable(library)) {
      throw new EmbeddedEngineException(
          "the engine's library " + library + " is not there or not readable");
    }
    try {
      return LibraryLoader.create(Chdb.class).failImmediately().load(library.toString());
    } catch (LinkageError e) {
      throw new EmbeddedEngineException(
          "cannot load " + library + ": " + e.getMessage() + "; it needs Linux x86-64 with glibc",
          e);
    }
  }

  private static FileLock lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = channel.tryLock();
    if (lock == null) {
      throw new EmbeddedEngineException(
          "another engine runs on "
              + file.getParent()
              + ": stop it, or choose another data folder");
    }
    return lock;
  }

  private int port() throws IOException {
    if (options.httpPort() == 0) {
      try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      }
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), options.httpPort()));
      return options.httpPort();
    } catch (IOException e) {
      throw new EmbeddedEngineException(
          "port " + options.httpPort() + " on 127.0.0.1 is in use: choose another for the engine",
          e);
    }
  }
}
