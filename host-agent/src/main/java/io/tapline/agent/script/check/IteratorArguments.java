package io.tapline.agent.script.check;

import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.record.RecordTable;
import io.tapline.agent.script.type.Type;
import java.util.List;
import java.util.Optional;

/**
 * An iterator over the kernel's objects: the program is given struct bpf_iter__KIND.
 *
 * @param kind {@code task}, {@code task_file}, {@code task_vma}
 */
record IteratorArguments(String kind, RecordTable records) implements ArgumentSource {
  @Override
  public Optional<Value> field(String name) {
    return Optional.empty();
  }

  @Override
  public Optional<Value> context() {
    return Optional.of(Contexts.address("struct bpf_iter__" + kind, records));
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
