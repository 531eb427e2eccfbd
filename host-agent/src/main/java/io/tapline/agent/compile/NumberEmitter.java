package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Alu;
import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Condition;
import io.tapline.agent.bpf.insn.Helper;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import io.tapline.agent.compile.builtin.BuiltinEmitters;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.ir.ValueVisitor;
import io.tapline.agent.script.type.Type;
import io.tapline.agent.script.type.TypeRules;
import org.jspecify.annotations.Nullable;

/**
 * Numbers into R0, extended to 64 bits by their type, so that arithmetic needs no sizes. R1 to R5
 * are spoiled.
 */
final class NumberEmitter implements ValueVisitor<@Nullable Void> {
  private static final Register RESULT = Register.R0;
  private static final Register RIGHT = Register.R1;

  private final Program program;
  private final Assembler assembler;
  private final Emitters emitters;

  NumberEmitter(Program program, Emitters emitters) {
    this.program = program;
    this.assembler = program.assembler();
    this.emitters = emitters;
  }

  void emit(Value value) {
    value.accept(this);
  }

  /** Left side into R0, right side into R1. */
  void emitBoth(Value left, Value right) {
    emit(left);
    if (right instanceof Value.Constant constant) {
      assembler.move(RIGHT, constant.value());
    } else if (right instanceof Value.ScratchRead read) {
      program.memory().load(Width.DOUBLE, RIGHT, program.scratch(read.scratch()), 0);
    } else {
      Memory.Mark mark = program.memory().mark();
      Place slot = program.memory().slot();
      program.memory().store(Width.DOUBLE, slot, 0, RESULT);
      emit(right);
      assembler.move(RIGHT, RESULT);
      program.memory().load(Width.DOUBLE, RESULT, slot, 0);
      program.memory().release(mark);
    }
  }

  /** Extends the lower bytes of R0, of which {@code loadedBytes} are not zero, by a type. */
  void extend(Type type, int loadedBytes) {
    Type.Int integer = TypeRules.asInteger(type).orElseThrow();
    int size = integer.sizeBytes();
    if (size == Long.BYTES || (!integer.signed() && loadedBytes <= size)) {
      return;
    }
    if (!integer.signed() && size == Integer.BYTES) {
      assembler.move32(RESULT, RESULT);
      return;
    }
    int shift = Long.SIZE - size * Byte.SIZE;
    assembler.alu(Alu.SHIFT_LEFT, RESULT, shift);
    assembler.alu(integer.signed() ? Alu.SHIFT_RIGHT_SIGNED : Alu.SHIFT_RIGHT, RESULT, shift);
  }

  @Override
  public @Nullable Void visitConstant(Value.Constant node) {
    assembler.move(RESULT, node.value());
    return null;
  }

  @Override
  public @Nullable Void visitTextConstant(Value.TextConstant node) {
    throw noNumber(node);
  }

  @Override
  public @Nullable Void visitBuiltinRead(Value.BuiltinRead node) {
    BuiltinEmitters.of(node.builtin()).emit(assembler);
    return null;
  }

  @Override
  public @Nullable Void visitContextRead(Value.ContextRead node) {
    Width width = Width.of(node.sizeBytes());
    assembler.load(width, RESULT, Program.CONTEXT, node.offsetBytes());
    extend(node.type(), node.sizeBytes());
    return null;
  }

  @Override
  public @Nullable Void visitContextBytes(Value.ContextBytes node) {
    throw noNumber(node);
  }

  @Override
  public @Nullable Void visitLocatedText(Value.LocatedText node) {
    throw noNumber(node);
  }

  @Override
  public @Nullable Void visitSavedRegister(Value.SavedRegister node) {
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
    extend(node.type(), Long.BYTES);
    return null;
  }

  @Override
  public @Nullable Void visitUsdtRead(Value.UsdtRead node) {
    int loaded = emitters.usdt().emit(node.argument());
    extend(node.type(), loaded);
    return null;
  }

  @Override
  public @Nullable Void visitScratchRead(Value.ScratchRead node) {
    program.memory().load(Width.DOUBLE, RESULT, program.scratch(node.scratch()), 0);
    return null;
  }

  @Override
  public @Nullable Void visitMapRead(Value.MapRead node) {
    return map(node);
  }

  private @Nullable Void map(Value value) {
    emitters.maps().number(value);
    return null;
  }

  @Override
  public @Nullable Void visitUnary(Value.Unary node) {
    switch (node.operator()) {
      case NEGATE -> {
        emit(node.operand());
        assembler.negate(RESULT);
      }
      case COMPLEMENT -> {
        emit(node.operand());
        assembler.alu(Alu.XOR, RESULT, -1);
      }
      case NOT -> truth(node);
    }
    return null;
  }

  @Override
  public @Nullable Void visitArithmetic(Value.Arithmetic node) {
    if (node.type().signed() && node.operator() == Value.Arithmetic.Operator.DIVIDE) {
      emitBoth(node.left(), node.right());
      SignedDivision.quotient(assembler);
      return null;
    }
    if (node.type().signed() && node.operator() == Value.Arithmetic.Operator.REMAINDER) {
      emitBoth(node.left(), node.right());
      SignedDivision.remainder(assembler);
      return null;
    }
    Alu operation = operation(node);
    if (node.right() instanceof Value.Constant constant && fits(operation, constant.value())) {
      emit(node.left());
      assembler.alu(operation, RESULT, (int) constant.value());
    } else {
      emitBoth(node.left(), node.right());
      assembler.alu(operation, RESULT, RIGHT);
    }
    return null;
  }

  /** The verifier refuses to shift by a constant beyond 63; a register's low six bits count. */
  private static boolean fits(Alu operation, long value) {
    boolean shift =
        operation == Alu.SHIFT_LEFT
            || operation == Alu.SHIFT_RIGHT
            || operation == Alu.SHIFT_RIGHT_SIGNED;
    return shift ? value >= 0 && value < Long.SIZE : Assembler.fits(value);
  }

  private static Alu operation(Value.Arithmetic node) {
    return switch (node.operator()) {
      case ADD -> Alu.ADD;
      case SUBTRACT -> Alu.SUB;
      case MULTIPLY -> Alu.MUL;
      case DIVIDE -> Alu.DIV;
      case REMAINDER -> Alu.MOD;
      case AND -> Alu.AND;
      case OR -> Alu.OR;
      case XOR -> Alu.XOR;
      case SHIFT_LEFT -> Alu.SHIFT_LEFT;
      case SHIFT_RIGHT -> node.type().signed() ? Alu.SHIFT_RIGHT_SIGNED : Alu.SHIFT_RIGHT;
    };
  }

  @Override
  public @Nullable Void visitComparison(Value.Comparison node) {
    return truth(node);
  }

  @Override
  public @Nullable Void visitTextComparison(Value.TextComparison node) {
    return truth(node);
  }

  @Override
  public @Nullable Void visitLogical(Value.Logical node) {
    return truth(node);
  }

  private @Nullable Void truth(Value condition) {
    Label no = assembler.newLabel();
    Label done = assembler.newLabel();
    emitters.conditions().jump(condition, false, no);
    assembler.move(RESULT, 1);
    assembler.jump(done);
    assembler.place(no);
    assembler.move(RESULT, 0);
    assembler.place(done);
    return null;
  }

  @Override
  public @Nullable Void visitConditional(Value.Conditional node) {
    Label no = assembler.newLabel();
    Label done = assembler.newLabel();
    emitters.conditions().jump(node.condition(), false, no);
    emit(node.then());
    assembler.jump(done);
    assembler.place(no);
    emit(node.otherwise());
    assembler.place(done);
    return null;
  }

  @Override
  public @Nullable Void visitConvert(Value.Convert node) {
    emit(node.operand());
    extend(node.type(), Long.BYTES);
    return null;
  }

  @Override
  public @Nullable Void visitTextRead(Value.TextRead node) {
    throw noNumber(node);
  }

  private static IllegalStateException noNumber(Value value) {
    return new IllegalStateException("no number: " + value.type());
  }

  @Override
  public @Nullable Void visitContextAddress(Value.ContextAddress node) {
    throw new UnsupportedOperationException(node.toString());
  }

  @Override
  public @Nullable Void visitMemoryLoad(Value.MemoryLoad node) {
    throw new UnsupportedOperationException(node.toString());
  }

  @Override
  public @Nullable Void visitBitField(Value.BitField node) {
    throw new UnsupportedOperationException(node.toString());
  }

  @Override
  public @Nullable Void visitMemoryRead(Value.MemoryRead node) {
    throw new UnsupportedOperationException(node.toString());
  }

  @Override
  public @Nullable Void visitBufferRead(Value.BufferRead node) {
    throw new UnsupportedOperationException(node.toString());
  }

  @Override
  public @Nullable Void visitPartOf(Value.PartOf node) {
    throw new UnsupportedOperationException(node.toString());
  }

  @Override
  public @Nullable Void visitElementOf(Value.ElementOf node) {
    throw new UnsupportedOperationException(node.toString());
  }

  @Override
  public @Nullable Void visitTupleOf(Value.TupleOf node) {
    throw new UnsupportedOperationException(node.toString());
  }

  @Override
  public @Nullable Void visitRetype(Value.Retype node) {
    throw new UnsupportedOperationException(node.toString());
  }

  @Override
  public @Nullable Void visitInetOf(Value.InetOf node) {
    throw new UnsupportedOperationException(node.toString());
  }

  @Override
  public @Nullable Void visitUserSymbolOf(Value.UserSymbolOf node) {
    throw new UnsupportedOperationException(node.toString());
  }

  @Override
  public @Nullable Void visitStackTrace(Value.StackTrace node) {
    return map(node);
  }

  @Override
  public @Nullable Void visitMapHas(Value.MapHas node) {
    return map(node);
  }

  @Override
  public @Nullable Void visitMapDelete(Value.MapDelete node) {
    return map(node);
  }

  @Override
  public @Nullable Void visitMapLength(Value.MapLength node) {
    return map(node);
  }

  @Override
  public @Nullable Void visitAggregateRead(Value.AggregateRead node) {
    return map(node);
  }

  @Override
  public @Nullable Void visitStepScratch(Value.StepScratch node) {
    throw new UnsupportedOperationException(node.toString());
  }

  @Override
  public @Nullable Void visitStepMap(Value.StepMap node) {
    return map(node);
  }

  @Override
  public @Nullable Void visitScratchAddress(Value.ScratchAddress node) {
    throw new UnsupportedOperationException(node.toString());
  }

  @Override
  public @Nullable Void visitMapAddress(Value.MapAddress node) {
    return map(node);
  }

  @Override
  public @Nullable Void visitFindInMap(Value.FindInMap node) {
    return map(node);
  }

  @Override
  public @Nullable Void visitInSet(Value.InSet node) {
    throw new UnsupportedOperationException(node.toString());
  }

  @Override
  public @Nullable Void visitCall(Value.Call node) {
    throw new UnsupportedOperationException(node.toString());
  }

  @Override
  public @Nullable Void visitSequence(Value.Sequence node) {
    throw new UnsupportedOperationException(node.toString());
  }
}
