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
}
