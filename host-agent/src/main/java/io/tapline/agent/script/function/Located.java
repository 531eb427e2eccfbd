package io.tapline.agent.script.function;

import io.tapline.agent.script.check.Scope;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.Scratch;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.type.Type;
import java.util.List;

/**
 * A value that lies in memory, by its address.
 *
 * @param space of the address
 */
record Located(Value address, Type.AddressSpace space) {

  /**
   * Where a value lies: where it was read from, or else a variable that it is put into.
   *
   * @param actions to do before
   */
  static Located of(Value value, List<Action> actions, Scope scope, SourceRange range) {
    if (value instanceof Value.MemoryRead read) {
      return new Located(plus(read.address(), read.offsetBytes()), read.space());
    }
    if (value instanceof Value.ContextBytes bytes) {
      Value record = new Value.ContextAddress(new Type.Pointer(Type.AddressSpace.KERNEL));
      return new Located(plus(record, bytes.offsetBytes()), Type.AddressSpace.KERNEL);
    }
    Scratch scratch = scope.fresh(value.type());
    actions.add(new Action.SetScratch(scratch, value, range));
    Type pointer = new Type.Pointer(value.type(), Type.AddressSpace.KERNEL);
    return new Located(new Value.ScratchAddress(scratch, pointer), Type.AddressSpace.KERNEL);
  }

  private static Value plus(Value address, int offset) {
    return offset == 0
        ? address
        : new Value.Arithmetic(
            Value.Arithmetic.Operator.ADD,
            new Value.Retype(address, Type.UINT64),
            new Value.Constant(Type.UINT64, offset),
            Type.UINT64);
  }
}
