package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Storage;

/** Values whose meaning is found later, by something that is stored beside them. */
final class SymbolEmitter {
  private final Program program;
  private final Emitters emitters;

  SymbolEmitter(Program program, Emitters emitters) {
    this.program = program;
    this.emitters = emitters;
  }

  /** An internet address beside its family. */
  void inet(Value.InetOf node, Place destination) {
    Place address =
        destination.part(
            Storage.INET_ADDRESS_OFFSET, destination.sizeBytes() - Storage.INET_ADDRESS_OFFSET);
    if (Storage.isScalar(node.address().type())) {
      program.memory().clear(destination);
      emitters.numbers().emit(node.address());
      int size = Storage.valueBytes(node.address().type());
      program.memory().storeNumber(address.part(0, size));
    } else {
      program.memory().store(Width.DOUBLE, destination, 0, 0);
      emitters.memory().emit(node.address(), address);
    }
    emitters.numbers().emit(node.family());
    program.memory().store(Width.WORD, destination, 0, Register.R0);
  }

  /** An address of the current process beside the process. */
  void user(Value.UserSymbolOf node, Place destination) {
    emitters.numbers().emit(node.address());
    program.memory().store(Width.DOUBLE, destination, 0, Register.R0);
    emitters.context().process(true);
    // The upper half is what keeps the storage's last bytes zero.
    program.memory().store(Width.DOUBLE, destination, Storage.SYMBOL_PROCESS_OFFSET, Register.R0);
  }
}
