package io.tapline.agent.script.check;

import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.record.RecordTable;
import io.tapline.agent.script.type.RecordDefinition;
import io.tapline.agent.script.type.Type;
import java.util.List;

/** {@code ctx}. */
final class Contexts {
  private Contexts() {}

  /** The address of what the program is given, as a struct that the kernel may describe. */
  static Value address(String struct, RecordTable records) {
    Type target =
        records
            .named(struct)
            .orElseGet(() -> new Type.Record(new RecordDefinition(struct, false, 0, List::of)));
    return new Value.ContextAddress(new Type.Pointer(target, Type.AddressSpace.KERNEL));
  }
}
