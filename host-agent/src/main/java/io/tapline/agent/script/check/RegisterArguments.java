package io.tapline.agent.script.check;

import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.record.RecordTable;
import io.tapline.agent.script.type.Type;
import java.util.List;
import java.util.Optional;

/**
 * A function of a program or the kernel, where it begins, at some instruction, or where it returns:
 * the program is given struct pt_regs.
 *
 * @param returns whether it is hit when the function returns: then there is a result and no
 *     arguments
 * @param space of what its arguments point to
 */
record RegisterArguments(boolean returns, Type.AddressSpace space, RecordTable records)
    implements ArgumentSource {

  /** Fields need the program's DWARF, which is not read. */
  @Override
  public Optional<Value> field(String name) {
    return Optional.empty();
  }

  @Override
  public Optional<Value> argument(int index) {
    return returns ? Optional.empty() : PtRegs.argument(index);
  }

  @Override
  public int arguments() {
    return returns ? 0 : PtRegs.arguments();
  }

  @Override
  public Optional<Value> result() {
    return returns ? PtRegs.result() : Optional.empty();
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
}
