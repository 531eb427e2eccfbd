package io.tapline.agent.script.check;

import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import io.tapline.agent.target.TracepointFormat;
import io.tapline.agent.target.TracepointFormat.FormatField;
import java.util.List;
import java.util.Optional;

/**
 * A tracepoint's record, at the offsets of its format.
 *
 * @param format the record
 * @param space what the record's pointers point to: user memory for system calls
 * @param defaultTextBytes buffer for text that the record locates elsewhere
 */
record TracepointArguments(TracepointFormat format, Type.AddressSpace space, int defaultTextBytes)
    implements ArgumentSource {

  @Override
  public Optional<Value> field(String name) {
    return format.field(name).flatMap(this::read);
  }

  private Optional<Value> read(FormatField field) {
    boolean text = field.cType().matches(".*\\bchar\\b[^*]*");
    if (field.dataLocation()) {
      Type.Text type = new Type.Text(defaultTextBytes);
      return text
          ? Optional.of(new Value.LocatedText(field.offsetBytes(), type))
          : Optional.empty();
    }
    if (field.arrayLength() > 0) {
      Type type = text ? new Type.Text(field.sizeBytes()) : new Type.Bytes(field.sizeBytes());
      return text || field.sizeBytes() == field.arrayLength()
          ? Optional.of(new Value.ContextBytes(field.offsetBytes(), type))
          : Optional.empty();
    }
    return number(field.offsetBytes(), field.sizeBytes(), CTypes.of(field, space));
  }

  @Override
  public Optional<Value> element(String name, int index) {
    Optional<FormatField> array = format.field(name).filter(f -> index < f.arrayLength());
    return array.flatMap(
        f -> {
          int size = f.sizeBytes() / f.arrayLength();
          return number(f.offsetBytes() + index * size, size, CTypes.integer(size, f.signed()));
        });
  }

  /** The verifier lets a program load whole, aligned words of the record only. */
  private static Optional<Value> number(int offset, int size, Optional<Type> type) {
    return type.filter(t -> offset % size == 0).map(t -> new Value.ContextRead(offset, size, t));
  }

  @Override
  public List<String> fields() {
    return format.fields().stream().map(FormatField::name).toList();
  }
}
