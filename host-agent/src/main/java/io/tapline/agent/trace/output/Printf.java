package io.tapline.agent.trace.output;

import java.util.ArrayList;
import java.util.List;

/**
 * Formats of {@code printf} and its kin. They look like C's, but widths, flags and what is done
 * with them are bpftrace's, and it adds {@code %r}, {@code %rx}, {@code %rh} for bytes and {@code
 * %gr} for the kernel's allocation flags:
 *
 * <pre>
 *   % [-] [+] [blank] [#] [0] [width | *] [. precision | . *] [h l L j z t ...] conversion
 * </pre>
 *
 * <ul>
 *   <li>flags in this order only; the blank, the star and the precision mean nothing
 *   <li>{@code 0} fills with zeros instead of blanks, on whichever side, before a sign or {@code
 *       0x}
 *   <li>without {@code l}, {@code ll}, {@code j}, {@code z} or {@code t} numbers are of 32 bits
 *   <li>{@code %s} takes any value
 *   <li>what is no conversion stands for itself
 * </ul>
 *
 * Immutable; read once per call of the script.
 */
public final class Printf {
  private final List<Piece> pieces;

  /** Words, then perhaps a conversion. */
  private record Piece(String words, Conversion conversion) {}

  private final String tail;

  private Printf(List<Piece> pieces, String tail) {
    this.pieces = pieces;
    this.tail = tail;
  }

  /**
   * Reads a format.
   *
   * @param format as the script has it, escapes resolved
   */
  public static Printf of(String format) {
    String text = ByteText.of(format);
    List<Piece> pieces = new ArrayList<>();
    StringBuilder words = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      ConversionReader reader = new ConversionReader(text, at);
      Conversion conversion = text.charAt(at) == '%' ? reader.read() : null;
      if (conversion == null) {
        words.append(text.charAt(at++));
      } else {
        at = reader.end();
        if (conversion.letter().equals("%")) {
          words.append('%');
        } else {
          pieces.add(new Piece(words.toString(), conversion));
          words.setLength(0);
        }
      }
    }
    return new Printf(List.copyOf(pieces), words.toString());
  }

  /** How many values it takes. */
  public int values() {
    return pieces.size();
  }

  /**
   * The text, a byte string.
   *
   * @param values as many as {@link #values}
   */
  public String format(List<DecodedValue> values) {
    if (values.size() != pieces.size()) {
      throw new IllegalArgumentException(
          "values do not fit the format: values=" + values.size() + " format=" + pieces.size());
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < pieces.size(); i++) {
      out.append(pieces.get(i).words());
      pieces.get(i).conversion().write(out, values.get(i));
    }
    return out.append(tail).toString();
  }
}
