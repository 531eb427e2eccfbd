package io.tapline.agent.trace.output;

import java.util.Iterator;

/**
 * Values as text: {@code (1, abc)}, {@code [1,2]}, {@code { .x = 1, .y = 2 }}. Lists of different
 * things have blanks after their commas, lists of the same have none.
 */
final class ValueText implements DecodedValue.Visitor<StringBuilder> {
  private final StringBuilder out;
  private final boolean plus;

  /**
   * @param plus whether signed numbers from 0 on get a plus sign
   */
  ValueText(StringBuilder out, boolean plus) {
    this.out = out;
    this.plus = plus;
  }

  /** The usual text. */
  static String of(DecodedValue value) {
    return value.accept(new ValueText(new StringBuilder(), false)).toString();
  }

  /**
   * A key between a map's brackets: the parentheses of a tuple go. As with bpftrace, those of a
   * text that happens to have them go too.
   */
  static String key(DecodedValue key) {
    String text = of(key);
    return text.length() >= 2 && text.startsWith("(") && text.endsWith(")")
        ? text.substring(1, text.length() - 1)
        : text;
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
    if (plus && value.value() >= 0) {
      out.append('+');
    }
    return out.append(value.value());
  }

  @Override
  public StringBuilder visitUnsigned(DecodedValue.Unsigned value) {
    return out.append(Long.toUnsignedString(value.value()));
  }

  @Override
  public StringBuilder visitText(DecodedValue.Text value) {
    return out.append(value.value());
  }

  @Override
  public StringBuilder visitNamed(DecodedValue.Named value) {
    return out.append(value.text());
  }

  @Override
  public StringBuilder visitBuffer(DecodedValue.Buffer value) {
    return out.append(BufferText.escaped(value.bytes()));
  }

  @Override
  public StringBuilder visitArray(DecodedValue.Array value) {
    list("[", value.elements(), ",", "]");
    return out;
  }

  @Override
  public StringBuilder visitTuple(DecodedValue.Tuple value) {
    list("(", value.elements(), ", ", ")");
    return out;
  }

  @Override
  public StringBuilder visitFields(DecodedValue.Fields value) {
    if (value.fields().isEmpty()) {
      return out.append("{}");
    }
    out.append("{ ");
    for (Iterator<DecodedValue.Field> i = value.fields().iterator(); i.hasNext(); ) {
      DecodedValue.Field field = i.next();
      out.append('.').append(field.name()).append(" = ");
      field.value().accept(this);
      out.append(i.hasNext() ? ", " : " }");
    }
    return out;
  }

  private void list(String open, Iterable<DecodedValue> elements, String separator, String close) {
    out.append(open);
    for (Iterator<DecodedValue> i = elements.iterator(); i.hasNext(); ) {
      i.next().accept(this);
      if (i.hasNext()) {
        out.append(separator);
      }
    }
    out.append(close);
  }
}
