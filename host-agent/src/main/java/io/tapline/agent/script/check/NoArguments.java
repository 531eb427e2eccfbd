package io.tapline.agent.script.check;

import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.List;
import java.util.Optional;

/** Timers, begin and end: nothing to read. */
record NoArguments() implements ArgumentSource {
  @Override
  public Optional<Value> field(String name) {
    return Optional.empty();
  }

  @Override
  public List<String> fields() {
    return List.of();
  }

  @Override
  public Type.AddressSpace space() {
    return Type.AddressSpace.KERNEL;
  }
}
