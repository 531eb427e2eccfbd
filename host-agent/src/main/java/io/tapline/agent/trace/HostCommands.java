package io.tapline.agent.trace;

import io.tapline.agent.trace.output.ByteText;
import io.tapline.agent.trace.output.DecodedValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What scripts have the host do beside showing values. Texts are byte strings. */
final class HostCommands {
  /** Java adds a signal's number to this for a process that it ended. */
  private static final int KILLED = 128;

  private final int maxCatBytes;
  private final Function<String, Optional<String>> now;

  /**
   * @param maxCatBytes most that is read of a file
   * @param now a format of strftime(3) to the moment it is
   */
  HostCommands(int maxCatBytes, Function<String, Optional<String>> now) {
    this.maxCatBytes = maxCatBytes;
    this.now = now;
  }

  /**
   * Text of a file or a command, or why there is none.
   *
   * @param problem empty when there is text
   */
  record Read(String text, String problem) {}

  /** Empty when the format gives nothing, or too much. */
  Optional<String> now(String format) {
    return now.apply(format);
  }

  /**
   * Runs a command by the shell until it ends; what it printed, its errors among it. As with
   * bpftrace nothing is told of a command that failed but that it did.
   */
  Read system(String command) {
    try {
      Process process =
          new ProcessBuilder("/bin/sh", "-c", ByteText.toJava(command))
              .redirectInput(ProcessBuilder.Redirect.INHERIT)
              .redirectErrorStream(true)
              .start();
      byte[] printed = process.getInputStream().readAllBytes();
      int code = process.waitFor();
      if (code == 0) {
        return new Read(ByteText.of(printed), "");
      }
      return new Read(
          "",
          code > KILLED
              ? "child process did not exit normally (Invalid argument)"
              : "command exited with code " + code + " (Invalid argument)");
    } catch (IOException e) {
      throw new TraceFailure("run /bin/sh: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Read("", "");
    }
  }

  Read cat(String name) {
    String file = new String(ByteText.bytes(name), StandardCharsets.UTF_8);
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      return new Read(ByteText.of(in.readNBytes(maxCatBytes)), "");
    } catch (NoSuchFileException e) {
      return unreadable(name, "No such file or directory");
    } catch (AccessDeniedException e) {
      return unreadable(name, "Permission denied");
    } catch (IOException | IllegalArgumentException e) {
      return unreadable(name, ByteText.of(String.valueOf(e.getMessage())));
    }
  }

  private static Read unreadable(String name, String why) {
    return new Read("", "failed to open file '" + name + "' (" + why + ")");
  }

  /** What becomes of a packet that a script has written to a file. */
  static TraceFailure notCaptured(String path, List<DecodedValue> values) {
    return new TraceFailure(
        "skboutput to " + path + ": packets are not captured yet (" + values.size() + " values)");
  }
}
