package io.tapline.agent.trace.output;

import java.util.Iterator;
import java.util.List;

/**
 * Values as JSON, as bpftrace writes it: blanks in objects, none in arrays; numbers that a double
 * cannot hold are texts; enumerations and pointers are numbers, a buffer is an array of signed
 * bytes.
 */
final class ValueJson implements DecodedValue.Visitor<StringBuilder> {
  private static final int DOUBLE_DIGITS = 53;
  private static final String HEX = "0123456789abcdef";

  private final StringBuilder out;

  ValueJson(StringBuilder out) {
    this.out = out;
  }

  /**
   * A byte string in quotes. Bytes above 127 are signed for bpftrace, so that they come out as
   * {@code \}{@code uffffffc3}: whoever reads its output today reads that.
   */
  static StringBuilder quote(StringBuilder out, String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c > 0x7f || c < ' ') {
            out.append(c > 0x7f ? "\\uffffff" : "\\u00");
            out.append(HEX.charAt(c >> 4 & 15)).append(HEX.charAt(c & 15));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"');
  }

  /** A key of a map: text without parentheses around it and without blanks. */
  static StringBuilder key(StringBuilder out, DecodedValue key) {
    return quote(out, ValueText.key(key).replace(" ", ""));
  }

  static StringBuilder signed(StringBuilder out, long value) {
    return number(out, Long.toString(value), Math.abs(value));
  }

  static StringBuilder unsigned(StringBuilder out, long value) {
    return number(out, Long.toUnsignedString(value), value);
  }

  private static StringBuilder number(StringBuilder out, String digits, long magnitude) {
    int width =
        Long.SIZE - Long.numberOfLeadingZeros(magnitude) - Long.numberOfTrailingZeros(magnitude);
    return width > DOUBLE_DIGITS ? out.append('"').append(digits).append('"') : out.append(digits);
  }

  @Override
  public StringBuilder visitNothing(DecodedValue.Nothing value) {
    return out.append("null");
  }

  @Override
  public StringBuilder visitBool(DecodedValue.Bool value) {
    return out.append(value.value());
  }

  @Override
  public StringBuilder visitSigned(DecodedValue.Signed value) {
    return signed(out, value.value());
  }

  @Override
  public StringBuilder visitUnsigned(DecodedValue.Unsigned value) {
    return unsigned(out, value.value());
  }

  @Override
  public StringBuilder visitText(DecodedValue.Text value) {
    return quote(out, value.value());
  }

  @Override
  public StringBuilder visitNamed(DecodedValue.Named value) {
    return unsigned(out, value.number());
  }

  @Override
  public StringBuilder visitBuffer(DecodedValue.Buffer value) {
    out.append('[');
    for (int i = 0; i < value.bytes().length(); i++) {
      out.append(i == 0 ? "" : ",").append((byte) value.bytes().charAt(i));
    }
    return out.append(']');
  }

  @Override
  public StringBuilder visitArray(DecodedValue.Array value) {
    return list(value.elements());
  }

  @Override
  public StringBuilder visitTuple(DecodedValue.Tuple value) {
    return list(value.elements());
  }

  @Override
  public StringBuilder visitFields(DecodedValue.Fields value) {
    out.append('{');
    for (Iterator<DecodedValue.Field> i = value.fields().iterator(); i.hasNext(); ) {
      DecodedValue.Field field = i.next();
      quote(out, field.name()).append(": ");
      field.value().accept(this);
      out.append(i.hasNext() ? ", " : "");
    }
    return out.append('}');
  }

  private StringBuilder list(List<DecodedValue> elements) {
    out.append('[');
    for (Iterator<DecodedValue> i = elements.iterator(); i.hasNext(); ) {
      i.next().accept(this);
      out.append(i.hasNext() ? "," : "");
    }
    return out.append(']');
  }
}
