package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import io.tapline.agent.bpf.spec.ProgramType;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;

/**
 * Pointers whose type the verifier knows, which some helpers want: only what a TRACING program is
 * given has one, and what is reached from there by loads without a helper.
 */
final class PointerEmitter {
  private final Program program;
  private final Assembler assembler;

  PointerEmitter(Program program) {
    this.program = program;
    this.assembler = program.assembler();
  }

  /**
   * The pointer into a register.
   *
   * @param none where it goes if a pointer on the way is null
   */
  void emit(Value pointer, Register result, Label none) {
    if (program.type() != ProgramType.TRACING) {
      throw unknown("at " + program.clause().name());
    }
    if (pointer instanceof Value.ContextRead read && read.sizeBytes() == Long.BYTES) {
      assembler.load(Width.DOUBLE, result, Program.CONTEXT, read.offsetBytes());
      assembler.jumpIf(Condition.EQUAL, result, 0, none);
    } else if (pointer instanceof Value.MemoryLoad load
        && load.space() == Type.AddressSpace.KERNEL
        && load.type() instanceof Type.Pointer) {
      emit(load.address(), result, none);
      assembler.load(Width.DOUBLE, result, result, load.offsetBytes());
      assembler.jumpIf(Condition.EQUAL, result, 0, none);
    } else if (pointer instanceof Value.Arithmetic sum
        && sum.operator() == Value.Arithmetic.Operator.ADD
        && sum.right() instanceof Value.Constant constant
        && Assembler.fits(constant.value())) {
      emit(sum.left(), result, none);
      assembler.alu(Alu.ADD, result, (int) constant.value());
    } else if (pointer instanceof Value.Retype retype) {
      emit(retype.operand(), result, none);
    } else if (pointer instanceof Value.Convert convert) {
      emit(convert.operand(), result, none);
    } else {
      throw unknown("of a computed address");
    }
  }

  private CompileFailure unknown(String where) {
    return new CompileFailure(
        program.range(),
        "the kernel does not know the type " + where,
        "begin with an argument of fentry, fexit or iter and follow its pointers in one expression");
  }
}
