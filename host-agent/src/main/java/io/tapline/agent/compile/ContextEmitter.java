package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Helper;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import io.tapline.agent.bpf.spec.ProgramType;
import io.tapline.agent.compile.builtin.BuiltinEmitters;
import io.tapline.agent.script.config.PidNamespace;
import io.tapline.agent.script.ir.Builtin;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Storage;
import java.util.Optional;

/** What the program was given, and builtins, into R0. */
final class ContextEmitter {
  private static final Register RESULT = Register.R0;

  private final Program program;
  private final Assembler assembler;
  private final Emitters emitters;

  ContextEmitter(Program program, Emitters emitters) {
    this.program = program;
    this.assembler = program.assembler();
    this.emitters = emitters;
  }

  void builtin(Builtin builtin) {
    switch (builtin) {
      case NAMESPACE_PID -> process(true);
      case NAMESPACE_TID -> process(false);
      default -> BuiltinEmitters.of(builtin).emit(assembler);
    }
  }

  /** The current process, or thread, as the host calls it, into R0. */
  void process(boolean whole) {
    Optional<PidNamespace> namespace = program.options().arguments().namespace();
    if (namespace.isPresent()) {
      new NamespaceEmitter(program).emit(namespace.get(), whole);
    } else {
      BuiltinEmitters.of(whole ? Builtin.PID : Builtin.TID).emit(assembler);
    }
  }

  /** Whether one load is all there is to it. */
  boolean isPlain(Value.ContextRead node) {
    return node.sizeBytes() == Long.BYTES
        && node.offsetBytes() % Long.BYTES == 0
        && Storage.valueBytes(node.type()) == Long.BYTES
        && program.type() != ProgramType.TRACING;
  }

  void read(Value.ContextRead node) {
    // The registers of a perf event can be read as a whole only (pe_prog_is_valid_access).
    int size = program.type() == ProgramType.PERF_EVENT ? Long.BYTES : node.sizeBytes();
    if (node.offsetBytes() % size != 0) {
      unaligned(node);
      return;
    }
    assembler.load(Width.of(size), RESULT, Program.CONTEXT, node.offsetBytes());
    if (program.type() == ProgramType.TRACING && size == Long.BYTES) {
      forgetPointer();
    }
    emitters.numbers().extend(node.type(), size);
  }

  /** The verifier refuses to load what does not lie at a multiple of its size. */
  private void unaligned(Value.ContextRead node) {
    Memory.Mark mark = program.memory().mark();
    Place slot = program.memory().number();
    program.address(Register.R3, Program.CONTEXT, node.offsetBytes());
    assembler.move(Register.R2, node.sizeBytes());
    program.memory().address(Register.R1, slot);
    assembler.call(Helper.PROBE_READ_KERNEL);
    program.memory().load(Width.of(node.sizeBytes()), RESULT, slot, 0);
    program.memory().release(mark);
    emitters.numbers().extend(node.type(), node.sizeBytes());
  }

  void savedRegister(Value.SavedRegister node) {
    Memory.Mark mark = program.memory().mark();
    Place slot = program.memory().slot();
    assembler.load(Width.DOUBLE, Register.R3, Program.CONTEXT, 0);
    if (node.offsetBytes() != 0) {
      assembler.alu(Alu.ADD, Register.R3, node.offsetBytes());
    }
    assembler.move(Register.R2, Long.BYTES);
    program.memory().address(Register.R1, slot);
    assembler.call(Helper.PROBE_READ_KERNEL);
    program.memory().load(Width.DOUBLE, RESULT, slot, 0);
    program.memory().release(mark);
    emitters.numbers().extend(node.type(), Long.BYTES);
  }

  void address() {
    assembler.move(RESULT, Program.CONTEXT);
    forgetPointer();
  }

  /**
   * Makes a number of R0: to the verifier it may be a typed pointer, which it lets nobody calculate
   * with freely. What it negates is a number to it (check_alu_op, kernel/bpf/verifier.c).
   */
  void forgetPointer() {
    assembler.negate(RESULT);
    assembler.negate(RESULT);
  }
}
