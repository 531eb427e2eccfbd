package io.tapline.agent.script.check;

import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.record.RecordTable;
import io.tapline.agent.script.type.Type;
import java.util.List;
import java.util.Optional;

/**
 * An event that is sampled or counted, or a watchpoint: the program is given struct
 * bpf_perf_event_data, which begins with the registers of what was interrupted.
 */
record PerfArguments(Type.AddressSpace space, RecordTable records) implements ArgumentSource {
  @Override
  public Optional<Value> field(String name) {
    return Optional.empty();
  }

  @Override
  public Optional<Value> context() {
    return Optional.of(Contexts.address("struct bpf_perf_event_data", records));
  }

  @Override
  public Optional<Value> register(String name) {
    return PtRegs.read(name);
  }

  @Override
  public boolean hasRegisters() {
    return true;
  }

  @Override
  public List<String> fields() {
    return List.of();
  }
}
