package io.tapline.agent.script.check;

import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;
import io.tapline.agent.target.TracepointFormat;
import io.tapline.agent.target.TracepointFormat.FormatField;
import java.util.List;
import java.util.Optional;

/**
 * A tracepoint's record with C's types.
 *
 * @param format the record
 * @param types of its fields
 * @param defaultTextBytes buffer for text that the record locates elsewhere
 */
record TraceRecord(TracepointFormat format, FormatTypes types, int defaultTextBytes)
    implements ArgumentSource {
  private static final int LOCATION_BYTES = 4;
  private static final int LOCATION_MASK = 0xffff;

  @Override
  public Optional<Value> field(String name) {
    return format.field(name).flatMap(this::read);
  }

  private Optional<Value> read(FormatField field) {
    boolean relative = field.cType().contains("__rel_loc");
    if (field.dataLocation() || relative) {
      return Optional.of(located(field, relative));
    }
    if (field.arrayLength() > 0) {
      return array(field);
    }
    Optional<Type> type = types.of(field);
    return type.map(
        t ->
            Storage.isScalar(t)
                ? scalar(field.offsetBytes(), field.sizeBytes(), t)
                : new Value.ContextBytes(field.offsetBytes(), t));
  }

  private Optional<Value> array(FormatField field) {
    if (FormatTypes.isText(field)) {
      Type text = new Type.Text(field.sizeBytes());
      return Optional.of(new Value.ContextBytes(field.offsetBytes(), text));
    }
    return types
        .element(field)
        .map(
            e ->
                new Value.ContextBytes(
                    field.offsetBytes(), new Type.Array(e, field.arrayLength())));
  }

  /** The verifier lets a program load whole, aligned words of the record only. */
  private static Value scalar(int offset, int size, Type type) {
    if (offset % size == 0) {
      return new Value.ContextRead(offset, size, type);
    }
    Value record = new Value.ContextAddress(new Type.Pointer(Type.AddressSpace.KERNEL));
    return new Value.MemoryLoad(record, offset, Type.AddressSpace.KERNEL, type);
  }

  /**
   * What lies behind the fixed part: the record holds (length &lt;&lt; 16 | offset), from the
   * record's start, or from the field's end where it is relative.
   */
  private Value located(FormatField field, boolean relative) {
    Type.Text text = new Type.Text(defaultTextBytes);
    if (FormatTypes.isText(field) && !relative) {
      return new Value.LocatedText(field.offsetBytes(), text);
    }
    Value place =
        new Value.Arithmetic(
            Value.Arithmetic.Operator.AND,
            new Value.ContextRead(field.offsetBytes(), LOCATION_BYTES, Type.UINT32),
            new Value.Constant(Type.UINT64, LOCATION_MASK),
            Type.UINT64);
    Value record =
        new Value.Retype(
            new Value.ContextAddress(new Type.Pointer(Type.AddressSpace.KERNEL)), Type.UINT64);
    Value address = sum(record, place);
    if (relative) {
      int end = field.offsetBytes() + LOCATION_BYTES;
      address = sum(address, new Value.Constant(Type.UINT64, end));
    }
    Type.AddressSpace kernel = Type.AddressSpace.KERNEL;
    return FormatTypes.isText(field)
        ? new Value.TextRead(address, Optional.empty(), kernel, text)
        : new Value.Retype(address, new Type.Pointer(types.locatedElement(field), kernel));
  }

  private static Value sum(Value left, Value right) {
    return new Value.Arithmetic(Value.Arithmetic.Operator.ADD, left, right, Type.UINT64);
  }

  @Override
  public Optional<Value> element(String name, int index) {
    return format
        .field(name)
        .filter(f -> index < f.arrayLength() && !FormatTypes.isText(f))
        .flatMap(f -> element(f, index));
  }

  private Optional<Value> element(FormatField field, int index) {
    int size = field.sizeBytes() / field.arrayLength();
    return types
        .element(field)
        .filter(Storage::isScalar)
        .map(t -> scalar(field.offsetBytes() + index * size, size, t));
  }

  @Override
  public List<String> fields() {
    return format.fields().stream().map(FormatField::name).toList();
  }

  @Override
  public Type.AddressSpace space() {
    return types.space();
  }
}
