package io.tapline.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A child as the parts of the line are: READY on stdout, ends with its stdin. Its arguments say
 * what it does otherwise.
 */
public final class FakeChild {
  private FakeChild() {}

  /** Obeys the arguments in order, then waits for the end of stdin. */
  public static void main(String[] arguments) throws Exception {
    for (int i = 0; i < arguments.length; i++) {
      switch (arguments[i]) {
        case "say" -> System.err.println(arguments[++i]);
        case "ready" -> System.out.println("READY {\"pid\":" + ProcessHandle.current().pid() + "}");
        case "exit" -> System.exit(Integer.parseInt(arguments[++i]));
        case "exit-unless" -> exitUnless(Path.of(arguments[++i]));
        case "append" -> append(Path.of(arguments[++i]), arguments[++i]);
        case "append-at-end" -> appendAtEnd(Path.of(arguments[++i]), arguments[++i]);
        case "deaf" -> Thread.sleep(60_000);
        default -> throw new IllegalArgumentException(arguments[i]);
      }
    }
    while (System.in.read() >= 0) {}
  }

  /** A blueprint of a fake child that obeys {@code arguments}. */
  public static ChildSpec spec(String name, Path folder, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                FakeChild.class.getName()));
    command.addAll(List.of(arguments));
    return new ChildSpec(
        name, command, Map.of(), folder.resolve(name + ".log"), Duration.ofSeconds(20));
  }

  private static void exitUnless(Path file) {
    if (!Files.exists(file)) {
      System.exit(3);
    }
  }

  private static void append(Path file, String line) throws IOException {
    Files.writeString(
        file,
        line + "\n",
        java.nio.file.StandardOpenOption.CREATE,
        java.nio.file.StandardOpenOption.APPEND);
  }

  private static void appendAtEnd(Path file, String line) throws IOException {
    while (System.in.read() >= 0) {}
    append(file, line);
    System.exit(0);
  }
}
