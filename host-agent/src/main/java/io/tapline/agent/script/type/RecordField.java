package io.tapline.agent.script.type;

/**
 * A field of a struct or union.
 *
 * @param offsetBytes from the record's start; of a bit field, where the number it is part of lies
 * @param bitOffset from that number's lowest bit; 0 for what is no bit field
 * @param bitWidth 0 for what is no bit field
 */
public record RecordField(String name, Type type, int offsetBytes, int bitOffset, int bitWidth) {

  /** A field of whole bytes. */
  public RecordField(String name, Type type, int offsetBytes) {
    this(name, type, offsetBytes, 0, 0);
  }

  /** Whether it is less than its type's bytes. */
  public boolean isBitField() {
    return bitWidth > 0;
  }
}
