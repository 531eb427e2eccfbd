package io.tapline.agent.trace.output;

import java.util.List;

/** A value of a script, read from memory and ready to be shown. Texts are byte strings. */
public sealed interface DecodedValue {

  /** Calls the visitor's method for this kind. */
  <R> R accept(Visitor<R> visitor);

  /** One method per kind. */
  interface Visitor<R> {
    R visitNothing(Nothing value);

    R visitBool(Bool value);

    R visitSigned(Signed value);

    R visitUnsigned(Unsigned value);

    R visitText(Text value);

    R visitNamed(Named value);

    R visitBuffer(Buffer value);

    R visitArray(Array value);

    R visitTuple(Tuple value);

    R visitFields(Fields value);
  }

  /** What cannot be shown: a float in a struct, a value of no type. */
  record Nothing() implements DecodedValue {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitNothing(this);
    }
  }

  /** True or false. */
  record Bool(boolean value) implements DecodedValue {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitBool(this);
    }
  }

  /** A number with a sign. */
  record Signed(long value) implements DecodedValue {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitSigned(this);
    }
  }

  /** A number without a sign. */
  record Unsigned(long value) implements DecodedValue {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitUnsigned(this);
    }
  }

  /** Text: strings, symbols, addresses, paths, moments, stacks. */
  record Text(String value) implements DecodedValue {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitText(this);
    }
  }

  /**
   * A number that people read as text: an enumeration's value, a pointer.
   *
   * @param text for people
   * @param number for programs, without a sign
   */
  record Named(String text, long number) implements DecodedValue {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitNamed(this);
    }
  }

  /**
   * Bytes of {@code buf()}.
   *
   * @param bytes a byte string, so that equality is by content
   */
  record Buffer(String bytes) implements DecodedValue {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitBuffer(this);
    }
  }

  /** Values of one type. */
  record Array(List<DecodedValue> elements) implements DecodedValue {
    public Array {
      elements = List.copyOf(elements);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitArray(this);
    }
  }

  /** Values of several types without names; also a map's key of several parts. */
  record Tuple(List<DecodedValue> elements) implements DecodedValue {
    public Tuple {
      elements = List.copyOf(elements);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitTuple(this);
    }
  }

  /** Values with names: a struct, a union, a record, what stats() gathered. */
  record Fields(List<Field> fields) implements DecodedValue {
    public Fields {
      fields = List.copyOf(fields);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.visitFields(this);
    }
  }

  /** One of {@link Fields}. */
  record Field(String name, DecodedValue value) {}
}
