package io.tapline.agent.target.read;

import java.io.IOException;

/**
 * Bytes or text from the host are not what their format says. The message names the source, the
 * place in it and what is wrong: {@code /bin/app: at 0x40: section 3 runs past the end of the
 * file}.
 */
public final class MalformedInputException extends IOException {
  private static final long serialVersionUID = 1L;

  /**
   * @param source file or other name
   * @param place offset or line, for example {@code at 0x40} or {@code line 3}
   * @param problem what is wrong
   */
  public MalformedInputException(String source, String place, String problem) {
    super(source + ": " + place + ": " + problem);
  }

  /** At a byte offset. */
  public static MalformedInputException at(String source, long offset, String problem) {
    return new MalformedInputException(source, "at 0x" + Long.toHexString(offset), problem);
  }
}
