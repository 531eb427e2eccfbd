package io.tapline.agent.script.ir;

/** One method per value. */
public interface ValueVisitor<R> {
  R visitConstant(Value.Constant node);

  R visitTextConstant(Value.TextConstant node);

  R visitBuiltinRead(Value.BuiltinRead node);

  R visitContextRead(Value.ContextRead node);

  R visitContextBytes(Value.ContextBytes node);

  R visitLocatedText(Value.LocatedText node);

  R visitSavedRegister(Value.SavedRegister node);

  R visitUsdtRead(Value.UsdtRead node);

  R visitScratchRead(Value.ScratchRead node);

  R visitMapRead(Value.MapRead node);

  R visitUnary(Value.Unary node);

  R visitArithmetic(Value.Arithmetic node);

  R visitComparison(Value.Comparison node);

  R visitTextComparison(Value.TextComparison node);

  R visitLogical(Value.Logical node);

  R visitConditional(Value.Conditional node);

  R visitConvert(Value.Convert node);

  R visitTextRead(Value.TextRead node);

  R visitContextAddress(Value.ContextAddress node);

  R visitMemoryLoad(Value.MemoryLoad node);

  R visitBitField(Value.BitField node);

  R visitMemoryRead(Value.MemoryRead node);

  R visitBufferRead(Value.BufferRead node);

  R visitPartOf(Value.PartOf node);

  R visitElementOf(Value.ElementOf node);

  R visitTupleOf(Value.TupleOf node);

  R visitRetype(Value.Retype node);

  R visitInetOf(Value.InetOf node);

  R visitUserSymbolOf(Value.UserSymbolOf node);

  R visitStackTrace(Value.StackTrace node);

  R visitMapHas(Value.MapHas node);

  R visitMapDelete(Value.MapDelete node);

  R visitMapLength(Value.MapLength node);

  R visitAggregateRead(Value.AggregateRead node);

  R visitStepScratch(Value.StepScratch node);

  R visitStepMap(Value.StepMap node);

  R visitScratchAddress(Value.ScratchAddress node);

  R visitMapAddress(Value.MapAddress node);

  R visitFindInMap(Value.FindInMap node);

  R visitSequence(Value.Sequence node);

  R visitInSet(Value.InSet node);

  R visitCall(Value.Call node);
}
