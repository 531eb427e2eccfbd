package io.tapline.agent.trace.output;

import io.tapline.agent.script.type.Type;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Stacks as bpftrace prints them: a line break, then a line per frame.
 *
 * <pre>
 *   BPFTRACE   eight blanks, name+offset          main+69
 *   PERF       a tab, address, name+offset (file) 55df2c92f1d1 main+69 (/tmp/app)
 *   RAW        address                            55df2c92f1d1
 * </pre>
 *
 * A frame without a name is shown as {@code 0x} and its address, its file as {@code [unknown]}. The
 * kernel's frames have no file.
 */
public final class StackText {
  private static final String INDENT = " ".repeat(8);

  private StackText() {}

  /**
   * What a frame is called.
   *
   * @param name of the function
   * @param offset from its begin
   * @param file that holds it
   */
  public record Frame(String name, long offset, String file) {}

  /**
   * The stack.
   *
   * @param names what is at an address
   */
  public static String of(Type.Stack type, long[] addresses, LongFunction<Optional<Frame>> names) {
    StringBuilder text = new StringBuilder("\n");
    for (long address : addresses) {
      String hex = Long.toHexString(address);
      switch (type.mode()) {
        case RAW -> text.append(hex);
        case BPFTRACE -> name(text.append(INDENT), names.apply(address), hex);
        case PERF -> {
          Optional<Frame> frame = names.apply(address);
          name(text.append('\t').append(hex).append(' '), frame, hex);
          if (type.user()) {
            String file = frame.map(Frame::file).orElse("[unknown]");
            text.append(" (").append(ByteText.of(file)).append(')');
          }
        }
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** What {@code ksym()} and {@code usym()} show: the name, or the address; 0 without a prefix. */
  public static String symbol(long address, Optional<Frame> frame) {
    return frame
        .map(known -> ByteText.of(known.name()))
        .orElse(address == 0 ? "0" : "0x" + Long.toHexString(address));
  }

  private static void name(StringBuilder text, Optional<Frame> frame, String hex) {
    if (frame.isPresent()) {
      text.append(ByteText.of(frame.get().name())).append('+').append(frame.get().offset());
    } else {
      text.append("0x").append(hex);
    }
  }
}
