package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Assembler;
import io.tapline.agent.bpf.insn.Label;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.ir.ValueVisitor;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;
import org.jspecify.annotations.Nullable;

/**
 * Values that lie in memory, to their places. The whole storage is written, zeros after the value,
 * because ring records, stack and map keys must not carry what lay there before; what does not fit
 * is cut. R0 to R5 are spoiled.
 */
final class MemoryEmitter {
  private final Program program;
  private final Assembler assembler;
  private final Emitters emitters;
  private final TextEmitter texts;
  private final TupleEmitter tuples;
  private final SymbolEmitter symbols;

  MemoryEmitter(Program program, Emitters emitters) {
    this.program = program;
    this.assembler = program.assembler();
    this.emitters = emitters;
    this.texts = new TextEmitter(program);
    this.tuples = new TupleEmitter(program, emitters);
    this.symbols = new SymbolEmitter(program, emitters);
  }

  void emit(Value value, Place destination) {
    value.accept(new ToPlace(destination));
  }

  /** A value of any type to where it is stored: a scalar in its size. */
  void store(Value value, Place destination) {
    if (Storage.isScalar(value.type())) {
      emitters.numbers().emit(value);
      program.memory().storeNumber(destination);
    } else {
      emit(value, destination);
    }
  }

  /**
   * Likewise, for a reader that looks at a text up to its NUL: a record of a thousand bytes is not
   * cleared for a name of ten.
   */
  void storeUpToNul(Value value, Place destination) {
    if (value instanceof Value.TextRead read) {
      emitters.reads().textUpToNul(read, destination);
    } else if (value instanceof Value.LocatedText text) {
      texts.locatedUpToNul(text, destination);
    } else {
      store(value, destination);
    }
  }

  /**
   * A place where a value lies: its own, if it has one, so that nobody may write there; else one
   * that is given, to be released by the caller.
   */
  Place locate(Value value) {
    if (value instanceof Value.ScratchRead read) {
      return program.scratch(read.scratch());
    } else if (value instanceof Value.Retype retype) {
      return locate(retype.operand());
    } else if (value instanceof Value.Sequence sequence) {
      emitters.actions().emit(sequence.actions());
      return locate(sequence.value());
    } else if (value instanceof Value.PartOf part && part.whole().type() instanceof Type.Tuple) {
      return locate(part.whole()).part(part.offsetBytes(), Storage.valueBytes(part.type()));
    }
    Place place = program.memory().allocate(Storage.storageBytes(value.type()));
    store(value, place);
    return place;
  }

  /** One method per value; numbers are elsewhere. */
  private final class ToPlace implements ValueVisitor<@Nullable Void> {
    private final Place destination;

    ToPlace(Place destination) {
      this.destination = destination;
    }

    private @Nullable Void number(Value value) {
      throw new IllegalStateException("lies in no memory: " + value.type());
    }

    @Override
    public @Nullable Void visitConstant(Value.Constant node) {
      return number(node);
    }

    @Override
    public @Nullable Void visitTextConstant(Value.TextConstant node) {
      texts.constant(node, destination);
      return null;
    }

    @Override
    public @Nullable Void visitBuiltinRead(Value.BuiltinRead node) {
      texts.comm(destination);
      return null;
    }

    @Override
    public @Nullable Void visitContextRead(Value.ContextRead node) {
      return number(node);
    }

    @Override
    public @Nullable Void visitContextBytes(Value.ContextBytes node) {
      texts.context(node, destination);
      return null;
    }

    @Override
    public @Nullable Void visitLocatedText(Value.LocatedText node) {
      texts.located(node, destination);
      return null;
    }

    @Override
    public @Nullable Void visitSavedRegister(Value.SavedRegister node) {
      return number(node);
    }

    @Override
    public @Nullable Void visitUsdtRead(Value.UsdtRead node) {
      return number(node);
    }

    @Override
    public @Nullable Void visitScratchRead(Value.ScratchRead node) {
      copy(program.scratch(node.scratch()), node.type());
      return null;
    }

    private void copy(Place from, Type type) {
      program.memory().clear(destination, Storage.storageBytes(type));
      program.memory().copy(from, destination);
    }

    @Override
    public @Nullable Void visitUnary(Value.Unary node) {
      return number(node);
    }

    @Override
    public @Nullable Void visitArithmetic(Value.Arithmetic node) {
      return number(node);
    }

    @Override
    public @Nullable Void visitComparison(Value.Comparison node) {
      return number(node);
    }

    @Override
    public @Nullable Void visitTextComparison(Value.TextComparison node) {
      return number(node);
    }

    @Override
    public @Nullable Void visitLogical(Value.Logical node) {
      return number(node);
    }

    @Override
    public @Nullable Void visitConditional(Value.Conditional node) {
      Label no = assembler.newLabel();
      Label done = assembler.newLabel();
      emitters.conditions().jump(node.condition(), false, no);
      emit(node.then(), destination);
      assembler.jump(done);
      assembler.place(no);
      emit(node.otherwise(), destination);
      assembler.place(done);
      return null;
    }

    @Override
    public @Nullable Void visitConvert(Value.Convert node) {
      return number(node);
    }

    @Override
    public @Nullable Void visitTextRead(Value.TextRead node) {
      emitters.reads().text(node, destination);
      return null;
    }

    @Override
    public @Nullable Void visitContextAddress(Value.ContextAddress node) {
      return number(node);
    }

    @Override
    public @Nullable Void visitMemoryLoad(Value.MemoryLoad node) {
      return number(node);
    }

    @Override
    public @Nullable Void visitBitField(Value.BitField node) {
      return number(node);
    }

    @Override
    public @Nullable Void visitMemoryRead(Value.MemoryRead node) {
      emitters.reads().memory(TracedPlace.of(node).orElseThrow(), node, destination);
      return null;
    }

    @Override
    public @Nullable Void visitBufferRead(Value.BufferRead node) {
      emitters.reads().buffer(node, destination);
      return null;
    }

    @Override
    public @Nullable Void visitPartOf(Value.PartOf node) {
      emitters.parts().memory(node, destination);
      return null;
    }

    @Override
    public @Nullable Void visitElementOf(Value.ElementOf node) {
      emitters.parts().memory(node, destination);
      return null;
    }

    @Override
    public @Nullable Void visitTupleOf(Value.TupleOf node) {
      tuples.emit(node, destination);
      return null;
    }

    @Override
    public @Nullable Void visitRetype(Value.Retype node) {
      if (Storage.isScalar(node.operand().type())) {
        tuples.number(node.operand(), destination);
      } else {
        emit(node.operand(), destination);
      }
      return null;
    }

    @Override
    public @Nullable Void visitInetOf(Value.InetOf node) {
      symbols.inet(node, destination);
      return null;
    }

    @Override
    public @Nullable Void visitUserSymbolOf(Value.UserSymbolOf node) {
      symbols.user(node, destination);
      return null;
    }

    @Override
    public @Nullable Void visitStackTrace(Value.StackTrace node) {
      return map(node);
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
      emitters.maps().memory(value, destination);
      return null;
    }

    @Override
    public @Nullable Void visitStepScratch(Value.StepScratch node) {
      return number(node);
    }

    @Override
    public @Nullable Void visitScratchAddress(Value.ScratchAddress node) {
      return number(node);
    }

    @Override
    public @Nullable Void visitSequence(Value.Sequence node) {
      emitters.actions().emit(node.actions());
      emit(node.value(), destination);
      return null;
    }

    @Override
    public @Nullable Void visitInSet(Value.InSet node) {
      return number(node);
    }

    @Override
    public @Nullable Void visitCall(Value.Call node) {
      emitters.intrinsics().of(node.function()).memory(node, destination);
      return null;
    }
  }
}
