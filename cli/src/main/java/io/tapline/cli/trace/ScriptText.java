package io.tapline.cli.trace;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A script as it was given.
 *
 * @param name what messages call it
 */
public record ScriptText(String name, String text) {
  /** Of a script that is no file. */
  private static final String STDIN = "stdin";

  private static final int LONGEST = 1 << 20;

  /** {@code -e PROGRAM}. */
  public static ScriptText ofOption(String program) {
    return new ScriptText(STDIN, program);
  }

  /**
   * A file's, or standard input's for {@code -}.
   *
   * @throws TraceUsageException when it cannot be read, saying why
   */
  public static ScriptText ofFile(String file) throws IOException {
    if (file.equals("-")) {
      return new ScriptText(STDIN, read(System.in));
    }
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      return new ScriptText(file, read(in));
    } catch (NoSuchFileException e) {
      throw unreadable(file, "No such file or directory");
    } catch (AccessDeniedException e) {
      throw unreadable(file, "Permission denied");
    } catch (IOException e) {
      throw unreadable(file, String.valueOf(e.getMessage()));
    }
  }

  private static TraceUsageException unreadable(String file, String why) {
    return new TraceUsageException("failed to open file '" + file + "': " + why);
  }

  private static String read(InputStream in) throws IOException {
    return new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
  }
}
