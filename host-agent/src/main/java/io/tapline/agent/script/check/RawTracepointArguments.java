package io.tapline.agent.script.check;

import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.util.List;
import java.util.Optional;

/** A raw tracepoint: arguments of its call site, one u64 each, without types. */
record RawTracepointArguments() implements ArgumentSource {
  /** TRACE_EVENT takes at most so many (CAST_TO_U64, include/trace/bpf_probe.h). */
  static final int MAXIMUM = 12;

  @Override
  public Optional<Value> field(String name) {
    return Optional.empty();
  }

  @Override
  public Optional<Value> argument(int index) {
    return index < MAXIMUM
        ? Optional.of(new Value.ContextRead(index * Long.BYTES, Long.BYTES, Type.UINT64))
        : Optional.empty();
  }

  @Override
  public List<String> fields() {
    return List.of();
  }

  @Override
  public int arguments() {
    return MAXIMUM;
  }

  @Override
  public Type.AddressSpace space() {
    return Type.AddressSpace.KERNEL;
  }
}
