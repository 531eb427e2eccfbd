package io.tapline.agent.script.check;

import io.tapline.agent.probe.UsdtArgument;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.record.RecordTable;
import io.tapline.agent.script.type.Type;
import java.util.List;
import java.util.Optional;

/**
 * A USDT site: numbered arguments with the sizes and signs of its note. The program is given struct
 * pt_regs.
 *
 * @param wide whether they are 64 bits wide as bpftrace has them
 */
record UsdtArguments(List<UsdtArgument> notes, boolean wide, RecordTable records)
    implements ArgumentSource {
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
    Value read = new Value.UsdtRead(note, type);
    return Optional.of(wide ? new Value.Convert(read, Type.INT64) : read);
  }

  @Override
  public Optional<Value> context() {
    return Optional.of(Contexts.address("struct pt_regs", records));
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

  @Override
  public int arguments() {
    return notes.size();
  }

  @Override
  public Type.AddressSpace space() {
    return Type.AddressSpace.USER;
  }
}
