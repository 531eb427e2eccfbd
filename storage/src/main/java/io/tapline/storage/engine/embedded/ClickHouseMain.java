package io.tapline.storage.engine.embedded;

import java.io.IOException;
import java.lang.ref.Reference;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import jnr.ffi.LibraryLoader;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;

/**
 * The process that hosts the engine.
 *
 * <p>The library carries ClickHouse's real HTTP server inside clickhouse-local, which {@code
 * chdb_query_cmdline} runs. It is given two files of queries: the first opens the listener, the
 * second is a pipe that stays empty. Reading it holds the call for as long as the writing end is
 * open, without a query running and without a right being granted for it; when this process's
 * standard input ends, the writing end is closed, the listener stops, and the engine shuts down in
 * order.
 *
 * <p>Prints {@code READY {json}} when the engine answers. Order of the start: lock the folder and
 * write the configuration as root; load the library as root, because it may lie where only root
 * reads; become the unprivileged user, all threads; only then run the engine. Nothing may be loaded
 * from the class path after that step, since its folders may be closed to the new user: every class
 * used later is touched before.
 */
public final class ClickHouseMain {
  private static final int PING_MILLIS = 20;
  private static final int STOP_MILLIS = 20_000;

  private final EngineOptions options;
  private final AtomicBoolean running = new AtomicBoolean(true);

  private ClickHouseMain(EngineOptions options) {
    this.options = options;
  }

  /**
   * See the class; wrong arguments and a start that fails end with status 1 and one line on stderr.
   */
  public static void main(String[] args) {
    try {
      new ClickHouseMain(parse(List.of(args))).run();
    } catch (EmbeddedEngineException e) {
      System.err.println("clickhouse: " + e.getMessage());
      System.exit(1);
    } catch (IOException e) {
      System.err.println("clickhouse: " + e);
      System.exit(1);
    }
  }

  private void run() throws IOException {
    LibC libc = LibraryLoader.create(LibC.class).load("c");
    boolean root = libc.geteuid() == 0;
    int userId = root ? options.userId() : libc.geteuid();
    if (userId == 0) {
      throw new EmbeddedEngineException(
          "--user-id 0: the engine must not run as root; name another user");
    }
    int port = options.httpPort() == 0 ? freePort() : options.httpPort();
    requireFree(port);
    EngineFolder folder = new EngineFolder(options.folder(), userId, options.groupId());
    Files.createDirectories(options.folder());
    FileLock lock = lock(options.data().resolve("clickhouse.lock"));
    folder.prepare(Credentials.keep(options.credentials(), "http://127.0.0.1:" + port));
    // Ctrl-C is for the parent, who drains the line through this engine before it stops it.
    libc.setsid();
    Chdb chdb = load(options.library());
    chdb.chdb_set_signal_handlers_enabled(0);
    Runtime runtime = Runtime.getRuntime(chdb);
    // The engine talks on stdout, which is for READY alone: its words go where the other messages
    // go.
    int stdout = libc.dup(1);
    libc.dup2(2, 1);
    Thread ready = new Thread(() -> announce(libc, stdout, port), "ready");
    ready.setDaemon(true);
    ping(port);
    if (root) {
      Privileges.drop(libc, userId, options.groupId());
    }
    // After the drop, so that the pipe belongs to the engine's user, who opens it by name.
    int[] pipe = new int[2];
    if (libc.pipe(pipe) != 0) {
      throw new EmbeddedEngineException("pipe(2) failed: too many open files?");
    }
    Thread hold = new Thread(() -> closeAtEndOfInput(libc, pipe[1]), "hold");
    hold.setDaemon(true);
    hold.start();
    java.lang.Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(libc, pipe[1]), "stop"));
    ready.start();
    CommandLine commandLine =
        new CommandLine(
            runtime,
            "clickhouse",
            "--config-file=" + folder.config(),
            "--path=" + folder.data(),
            "--listen_host=127.0.0.1",
            "--http_port=" + port,
            "--queries-file",
            folder.start().toString(),
            "--queries-file",
            "/dev/fd/" + pipe[0]);
    Pointer result = chdb.chdb_query_cmdline(commandLine.count(), commandLine.words());
    Reference.reachabilityFence(commandLine);
    boolean asked = !running.get();
    if (!asked) {
      System.err.println(
          "clickhouse: the engine ended by itself: "
              + (result == null ? "no result" : chdb.chdb_result_error(result))
              + "; see "
              + folder.log());
    }
    System.err.flush();
    // Held to this line: whoever starts next finds the engine's files closed.
    Reference.reachabilityFence(lock);
    libc._exit(asked ? 0 : 1);
  }

  private void closeAtEndOfInput(LibC libc, int writingEnd) {
    byte[] ignored = new byte[64];
    boolean open = true;
    while (open) {
      try {
        open = System.in.read(ignored) >= 0;
      } catch (IOException e) {
        // A broken input has ended too.
        open = false;
      }
    }
    release(libc, writingEnd);
  }

  /**
   * SIGTERM: lets the engine shut down in order, after which {@link #run} ends the process; never
   * returns to HotSpot, whose exit would run the library's handlers under a running engine and
   * crash.
   */
  private void stop(LibC libc, int writingEnd) {
    release(libc, writingEnd);
    try {
      Thread.sleep(STOP_MILLIS);
    } catch (InterruptedException e) {
      libc._exit(1);
    }
    libc._exit(1);
  }

  private void release(LibC libc, int writingEnd) {
    if (running.getAndSet(false)) {
      libc.close(writingEnd);
    }
  }

  private void announce(LibC libc, int stdout, int port) {
    byte[] line =
        ("READY {\"url\":\"http://127.0.0.1:"
                + port
                + "\",\"pid\":"
                + ProcessHandle.current().pid()
                + "}\n")
            .getBytes(StandardCharsets.UTF_8);
    while (running.get()) {
      if (ping(port)) {
        libc.write(stdout, line, line.length);
        return;
      }
      try {
        Thread.sleep(PING_MILLIS);
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  /** Whether the engine answers; a bare socket, so that few classes are needed after the drop. */
  private static boolean ping(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
      socket.setSoTimeout(1000);
      socket
          .getOutputStream()
          .write("GET /ping HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      byte[] answer = socket.getInputStream().readNBytes(12);
      return new String(answer, StandardCharsets.US_ASCII).endsWith(" 200");
    } catch (IOException e) {
      return false;
    }
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
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      throw new EmbeddedEngineException(
          "another engine runs on "
              + file.getParent()
              + ": stop it, or choose another data folder");
    }
    return lock;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void requireFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      throw new EmbeddedEngineException(
          "port " + port + " on 127.0.0.1 is in use: choose another with --http-port", e);
    }
  }

  private static EngineOptions parse(List<String> args) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i + 1 < args.size(); i += 2) {
      given.put(args.get(i), args.get(i + 1));
    }
    return new EngineOptions(
        Path.of(required(given, "--data")),
        Path.of(required(given, "--library")),
        number(given, "--http-port"),
        number(given, "--user-id"),
        number(given, "--group-id"));
  }

  private static int number(Map<String, String> given, String name) {
    String value = required(given, name);
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new EmbeddedEngineException(name + " " + value + ": not a number", e);
    }
  }

  private static String required(Map<String, String> given, String name) {
    String value = given.get(name);
    if (value == null) {
      throw new EmbeddedEngineException(
          name
              + " is missing; needed are --data DIR --library LIBCHDB --http-port P --user-id UID"
              + " --group-id GID");
    }
    return value;
  }
}
