package io.tapline.agent.script.check;

import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.record.RecordTable.Parameter;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the kernel's BTF gives names and types: each parameter is one word of what the program is
 * given, a function's result the word after them.
 *
 * @param parameters in order
 * @param returned what {@code retval} is; empty where nothing returns yet
 * @param numbered whether {@code argN} are there too
 */
record PrototypeArguments(List<Parameter> parameters, Optional<Type> returned, boolean numbered)
    implements ArgumentSource {
  PrototypeArguments {
    parameters = List.copyOf(parameters);
  }

  @Override
  public Optional<Value> field(String name) {
    for (int i = 0; i < parameters.size(); i++) {
      if (parameters.get(i).name().equals(name)) {
        return word(i, parameters.get(i).type());
      }
    }
    return Optional.empty();
  }

  /** A word as a type; empty for what does not fit into one. */
  private static Optional<Value> word(int index, Type type) {
    int offset = index * Long.BYTES;
    if (!Storage.isScalar(type)) {
      return Optional.empty();
    }
    // The verifier takes whole words of the context only.
    Value whole = new Value.ContextRead(offset, Long.BYTES, Type.UINT64);
    if (type instanceof Type.Int integer && integer.sizeBytes() < Long.BYTES) {
      return Optional.of(new Value.Convert(whole, integer));
    }
    if (Storage.valueBytes(type) == Long.BYTES) {
      return Optional.of(new Value.ContextRead(offset, Long.BYTES, type));
    }
    Type.Int number = new Type.Int(Storage.valueBytes(type), false);
    return Optional.of(new Value.Retype(new Value.Convert(whole, number), type));
  }

  @Override
  public Optional<Value> argument(int index) {
    return numbered && index < RawTracepointArguments.MAXIMUM
        ? Optional.of(new Value.ContextRead(index * Long.BYTES, Long.BYTES, Type.UINT64))
        : Optional.empty();
  }

  @Override
  public int arguments() {
    return numbered ? RawTracepointArguments.MAXIMUM : 0;
  }

  @Override
  public Optional<Value> whole() {
    List<Value> values = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Parameter parameter : parameters) {
      field(parameter.name())
          .ifPresent(
              value -> {
                values.add(value);
                names.add(parameter.name());
              });
    }
    List<Type> types = values.stream().map(Value::type).toList();
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(new Value.TupleOf(values, new Type.Tuple(types, names)));
  }

  /** {@code retval}. */
  @Override
  public Optional<Value> result() {
    return returned.flatMap(type -> word(parameters.size(), type));
  }

  @Override
  public List<String> fields() {
    return parameters.stream().map(Parameter::name).toList();
  }

  @Override
  public Type.AddressSpace space() {
    return Type.AddressSpace.KERNEL;
  }
}
