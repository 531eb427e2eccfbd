package io.tapline.agent.script.ir;

/** One method per action. */
public interface ActionVisitor<R> {
  R visitSetScratch(Action.SetScratch node);

  R visitSetMap(Action.SetMap node);

  R visitAddToMap(Action.AddToMap node);

  R visitDelete(Action.Delete node);

  R visitAggregate(Action.Aggregate node);

  R visitEmit(Action.Emit node);

  R visitIf(Action.If node);

  R visitReturn(Action.Return node);

  R visitSend(Action.Send node);

  R visitEvaluate(Action.Evaluate node);

  R visitWhile(Action.While node);

  R visitForRange(Action.ForRange node);

  R visitForMap(Action.ForMap node);

  R visitBreak(Action.Break node);

  R visitContinue(Action.Continue node);
}
