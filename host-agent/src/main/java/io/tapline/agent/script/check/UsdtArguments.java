package io.tapline.agent.script.check;

import io.tapline.agent.probe.UsdtArgument;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.List;
import java.util.Optional;

/** A USDT site: numbered arguments with the sizes and signs of its note. */
record UsdtArguments(List<UsdtArgument> notes) implements ArgumentSource {
  @Override
  public Optional<Value> field(String name) {
    return Optional.empty();
  }

  @Override
  public Optional<Value> argument(int index) {
    if (index >= notes.size()) {
      return Optional.empty();
    }
    UsdtArgument note = notes.get(index);
    Type.Int type = new Type.Int(note.sizeBytes(), note.signed());
    return Optional.of(new Value.UsdtRead(note, type));
  }

  @Override
  public List<String> fields() {
    return List.of();
  }

  @Override
  public int arguments() {
    return notes.size();
  }

  @Override
  public Type.AddressSpace space() {
    return Type.AddressSpace.USER;
  }
}
