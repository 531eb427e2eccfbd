package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.bpf.insn.Register;
import io.tapline.agent.bpf.insn.Width;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.ir.ValueVisitor;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Scalars into R0, extended to 64 bits by their type, so that arithmetic needs no sizes. R1 to R5
 * are spoiled.
 */
final class NumberEmitter implements ValueVisitor<@Nullable Void> {
  private static final Register RESULT = Register.R0;
  private static final Register RIGHT = Register.R1;

  private final Program program;
  private final Assembler assembler;
  private final Emitters emitters;
  private final ArithmeticEmitter arithmetic;
  private final ContextEmitter context;

  NumberEmitter(Program program, Emitters emitters) {
    this.program = program;
    this.assembler = program.assembler();
    this.emitters = emitters;
    this.arithmetic = new ArithmeticEmitter(program, this);
    this.context = emitters.context();
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
    } else if (right instanceof Value.ContextRead read && context.isPlain(read)) {
      assembler.load(Width.DOUBLE, RIGHT, Program.CONTEXT, read.offsetBytes());
    } else {
      Memory.Mark mark = program.memory().mark();
      Place slot = program.memory().number();
      program.memory().store(Width.DOUBLE, slot, 0, RESULT);
      emit(right);
      assembler.move(RIGHT, RESULT);
      program.memory().load(Width.DOUBLE, RESULT, slot, 0);
      program.memory().release(mark);
    }
  }

  /** Extends the lower bytes of R0, of which {@code loadedBytes} are not zero, by a type. */
  void extend(Type type, int loadedBytes) {
    arithmetic.extend(type, loadedBytes);
  }

  /** A scalar that lies at a place as its type is stored. */
  void load(Place place, Type type) {
    int size = Storage.valueBytes(type);
    program.memory().load(Width.of(size), RESULT, place, 0);
    extend(type, size);
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
    context.builtin(node.builtin());
    return null;
  }

  @Override
  public @Nullable Void visitContextRead(Value.ContextRead node) {
    context.read(node);
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
    context.savedRegister(node);
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
  public @Nullable Void visitUnary(Value.Unary node) {
    if (node.operator() == Value.Unary.Operator.NOT) {
      return truth(node);
    }
    arithmetic.unary(node);
    return null;
  }

  @Override
  public @Nullable Void visitArithmetic(Value.Arithmetic node) {
    arithmetic.emit(node);
    return null;
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

  @Override
  public @Nullable Void visitInSet(Value.InSet node) {
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
    arithmetic.convert(node);
    return null;
  }

  @Override
  public @Nullable Void visitBitField(Value.BitField node) {
    arithmetic.bitField(node);
    return null;
  }

  @Override
  public @Nullable Void visitRetype(Value.Retype node) {
    if (Storage.isScalar(node.operand().type())) {
      emit(node.operand());
      return null;
    }
    Memory.Mark mark = program.memory().mark();
    Place place = emitters.memory().locate(node.operand());
    load(place, node.type());
    program.memory().release(mark);
    return null;
  }

  @Override
  public @Nullable Void visitContextAddress(Value.ContextAddress node) {
    context.address();
    return null;
  }

  @Override
  public @Nullable Void visitMemoryLoad(Value.MemoryLoad node) {
    emitters.reads().number(node);
    return null;
  }

  @Override
  public @Nullable Void visitPartOf(Value.PartOf node) {
    emitters.parts().number(node);
    return null;
  }

  @Override
  public @Nullable Void visitElementOf(Value.ElementOf node) {
    emitters.parts().number(node);
    return null;
  }

  @Override
  public @Nullable Void visitStepScratch(Value.StepScratch node) {
    emitters.scratches().step(node);
    return null;
  }

  @Override
  public @Nullable Void visitScratchAddress(Value.ScratchAddress node) {
    program.memory().address(RESULT, program.scratch(node.scratch()));
    context.forgetPointer();
    return null;
  }

  @Override
  public @Nullable Void visitSequence(Value.Sequence node) {
    emitters.actions().emit(node.actions());
    emit(node.value());
    return null;
  }

  @Override
  public @Nullable Void visitCall(Value.Call node) {
    emitters.intrinsics().of(node.function()).number(node);
    return null;
  }

  @Override
  public @Nullable Void visitTextRead(Value.TextRead node) {
    throw noNumber(node);
  }

  @Override
  public @Nullable Void visitMemoryRead(Value.MemoryRead node) {
    throw noNumber(node);
  }

  @Override
  public @Nullable Void visitBufferRead(Value.BufferRead node) {
    throw noNumber(node);
  }

  @Override
  public @Nullable Void visitTupleOf(Value.TupleOf node) {
    throw noNumber(node);
  }

  @Override
  public @Nullable Void visitInetOf(Value.InetOf node) {
    throw noNumber(node);
  }

  @Override
  public @Nullable Void visitUserSymbolOf(Value.UserSymbolOf node) {
    throw noNumber(node);
  }

  private static IllegalStateException noNumber(Value value) {
    return new IllegalStateException("no number: " + value.type());
  }

  @Override
  public @Nullable Void visitStackTrace(Value.StackTrace node) {
    throw noNumber(node);
  }

  @Override
  public @Nullable Void visitMapRead(Value.MapRead node) {
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
  public @Nullable Void visitStepMap(Value.StepMap node) {
    return map(node);
  }

  @Override
  public @Nullable Void visitMapAddress(Value.MapAddress node) {
    return map(node);
  }

  @Override
  public @Nullable Void visitFindInMap(Value.FindInMap node) {
    return map(node);
  }

  private @Nullable Void map(Value value) {
    emitters.maps().number(value);
    return null;
  }
}
