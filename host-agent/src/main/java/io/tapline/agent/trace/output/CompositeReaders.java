package io.tapline.agent.trace.output;

import io.tapline.agent.script.type.RecordField;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Readers of values that are made of values. */
final class CompositeReaders {
  private final ValueDecoder decoder;

  private CompositeReaders(ValueDecoder decoder) {
    this.decoder = decoder;
  }

  static void register(ValueDecoder decoder) {
    CompositeReaders readers = new CompositeReaders(decoder);
    decoder.register(Type.Array.class, readers::array);
    decoder.register(Type.Record.class, readers::record);
    decoder.register(Type.Tuple.class, readers::tuple);
  }

  /** As C has it: nothing between the elements. */
  private DecodedValue array(Type.Array type, ByteBuffer bytes, int offset) {
    int elementBytes = Storage.valueBytes(type.element());
    List<DecodedValue> elements = new ArrayList<>(type.length());
    for (int i = 0; i < type.length(); i++) {
      elements.add(decoder.decode(type.element(), bytes, offset + i * elementBytes));
    }
    return new DecodedValue.Array(elements);
  }

  private DecodedValue record(Type.Record type, ByteBuffer bytes, int offset) {
    List<DecodedValue.Field> fields = new ArrayList<>();
    for (RecordField field : type.definition().fields()) {
      DecodedValue value =
          field.isBitField()
              ? bitField(field, bytes, offset + field.offsetBytes())
              : decoder.decode(field.type(), bytes, offset + field.offsetBytes());
      fields.add(new DecodedValue.Field(ByteText.of(field.name()), value));
    }
    return new DecodedValue.Fields(fields);
  }

  private DecodedValue bitField(RecordField field, ByteBuffer bytes, int offset) {
    if (field.type() instanceof Type.Int type) {
      return ScalarReaders.shown(type, bits(field, type, bytes, offset));
    } else if (field.type() instanceof Type.Enumeration type) {
      return ScalarReaders.named(type, bits(field, type.number(), bytes, offset));
    } else if (field.type() instanceof Type.Bool) {
      Type.Int type = new Type.Int(1, false);
      return new DecodedValue.Bool(bits(field, type, bytes, offset) != 0);
    }
    return decoder.decode(field.type(), bytes, offset);
  }

  /** Some bits of a number. They have no sign, whatever their type is: so bpftrace shows them. */
  private static long bits(RecordField field, Type.Int type, ByteBuffer bytes, int offset) {
    long number = ScalarReaders.number(type, bytes, offset);
    int above = Long.SIZE - field.bitOffset() - field.bitWidth();
    return number << above >>> (Long.SIZE - field.bitWidth());
  }

  private DecodedValue tuple(Type.Tuple type, ByteBuffer bytes, int offset) {
    List<Integer> offsets = Storage.offsets(type.elements());
    List<DecodedValue> elements = new ArrayList<>(type.elements().size());
    for (int i = 0; i < type.elements().size(); i++) {
      elements.add(decoder.decode(type.elements().get(i), bytes, offset + offsets.get(i)));
    }
    if (type.names().isEmpty()) {
      return new DecodedValue.Tuple(elements);
    }
    List<DecodedValue.Field> fields = new ArrayList<>(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      fields.add(new DecodedValue.Field(ByteText.of(type.names().get(i)), elements.get(i)));
    }
    return new DecodedValue.Fields(fields);
  }
}
