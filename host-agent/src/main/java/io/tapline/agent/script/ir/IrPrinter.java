package io.tapline.agent.script.ir;

import io.tapline.agent.probe.ProbePoint;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A checked script as text, for people and golden files. Types follow a colon. */
public final class IrPrinter implements ActionVisitor<@Nullable Void>, ValueVisitor<String> {
  private final StringBuilder text = new StringBuilder();
  private int depth;

  private IrPrinter() {}

  /** The whole script. */
  public static String print(CheckedScript script) {
    IrPrinter printer = new IrPrinter();
    script.states().forEach(m -> printer.line("state " + m.name() + m.keys() + ": " + m.value()));
    script
        .aggregates()
        .forEach(m -> printer.line("aggregate " + m.name() + m.keys() + ": " + m.gathering()));
    script.events().forEach(e -> printer.line("event " + e.id() + " " + printer.columns(e)));
    script.clauses().forEach(printer::clause);
    return printer.text.toString();
  }

  private String columns(Event event) {
    return event.columns().stream()
        .map(c -> c.name() + ": " + c.type())
        .collect(Collectors.joining(", ", "(", ")"));
  }

  private void clause(Clause clause) {
    line("clause " + clause.name() + " at " + places(clause));
    depth++;
    clause.guard().ifPresent(g -> line("guard " + g.accept(this)));
    clause.predicate().ifPresent(p -> line("predicate " + p.accept(this)));
    actions(clause.actions());
    depth--;
  }

  private static String places(Clause clause) {
    return clause.points().stream().map(ProbePoint::name).collect(Collectors.joining(", "));
  }

  private void actions(List<Action> actions) {
    actions.forEach(action -> action.accept(this));
  }

  private void line(String line) {
    text.append("  ".repeat(depth)).append(line).append('\n');
  }

  private String list(List<Value> values) {
    return values.stream().map(v -> v.accept(this)).collect(Collectors.joining(", ", "[", "]"));
  }

  private static String operation(Enum<?> operator, String... operands) {
    return operator + "(" + String.join(", ", operands) + ")";
  }

  @Override
  public @Nullable Void visitSetScratch(Action.SetScratch node) {
    line(node.scratch().name() + " = " + node.value().accept(this) + ": " + node.scratch().type());
    return null;
  }

  @Override
  public @Nullable Void visitSetMap(Action.SetMap node) {
    line(node.map().name() + list(node.keys()) + " = " + node.value().accept(this));
    return null;
  }

  @Override
  public @Nullable Void visitAddToMap(Action.AddToMap node) {
    line(node.map().name() + list(node.keys()) + " += " + node.amount().accept(this));
    return null;
  }

  @Override
  public @Nullable Void visitDelete(Action.Delete node) {
    line("delete " + node.map().name() + list(node.keys()));
    return null;
  }

  @Override
  public @Nullable Void visitAggregate(Action.Aggregate node) {
    String value = node.value().map(v -> " " + v.accept(this)).orElse("");
    line("gather " + node.map().name() + list(node.keys()) + value);
    return null;
  }

  @Override
  public @Nullable Void visitEmit(Action.Emit node) {
    line("emit " + node.event().id() + " " + list(node.values()));
    return null;
  }

  @Override
  public @Nullable Void visitIf(Action.If node) {
    line("if " + node.condition().accept(this));
    depth++;
    actions(node.then());
    depth--;
    if (!node.otherwise().isEmpty()) {
      line("else");
      depth++;
      actions(node.otherwise());
      depth--;
    }
    return null;
  }

  @Override
  public @Nullable Void visitReturn(Action.Return node) {
    line("return" + node.value().map(v -> " " + v.accept(this)).orElse(""));
    return null;
  }

  @Override
  public @Nullable Void visitSend(Action.Send node) {
    line("send " + node.id() + " " + node.message() + " " + list(node.values()));
    return null;
  }

  @Override
  public @Nullable Void visitEvaluate(Action.Evaluate node) {
    line("evaluate " + node.value().accept(this));
    return null;
  }

  @Override
  public @Nullable Void visitWhile(Action.While node) {
    loop("while " + node.condition().accept(this), node.body());
    return null;
  }

  @Override
  public @Nullable Void visitForRange(Action.ForRange node) {
    String range = node.from().accept(this) + " .. " + node.to().accept(this);
    loop("for " + node.variable().name() + " in " + range, node.body());
    return null;
  }

  @Override
  public @Nullable Void visitForMap(Action.ForMap node) {
    loop("for " + node.variable().name() + " in " + node.map().name(), node.body());
    return null;
  }

  private void loop(String head, List<Action> body) {
    line(head);
    depth++;
    actions(body);
    depth--;
  }

  @Override
  public @Nullable Void visitBreak(Action.Break node) {
    line("break");
    return null;
  }

  @Override
  public @Nullable Void visitContinue(Action.Continue node) {
    line("continue");
    return null;
  }

  @Override
  public String visitConstant(Value.Constant node) {
    return Long.toString(node.value());
  }

  @Override
  public String visitTextConstant(Value.TextConstant node) {
    return "\"" + node.text() + "\"";
  }

  @Override
  public String visitBuiltinRead(Value.BuiltinRead node) {
    return node.builtin().word();
  }

  @Override
  public String visitContextRead(Value.ContextRead node) {
    return "context+" + node.offsetBytes() + ": " + node.type();
  }

  @Override
  public String visitContextBytes(Value.ContextBytes node) {
    return "context+" + node.offsetBytes() + ": " + node.type();
  }

  @Override
  public String visitLocatedText(Value.LocatedText node) {
    return "located(context+" + node.offsetBytes() + "): " + node.type();
  }

  @Override
  public String visitSavedRegister(Value.SavedRegister node) {
    return "registers+" + node.offsetBytes() + ": " + node.type();
  }

  @Override
  public String visitUsdtRead(Value.UsdtRead node) {
    return "usdt(" + node.argument().kind() + " " + node.argument().base() + "): " + node.type();
  }

  @Override
  public String visitScratchRead(Value.ScratchRead node) {
    return node.scratch().name();
  }

  @Override
  public String visitMapRead(Value.MapRead node) {
    return node.map().name() + list(node.keys());
  }

  @Override
  public String visitUnary(Value.Unary node) {
    return operation(node.operator(), node.operand().accept(this));
  }

  @Override
  public String visitArithmetic(Value.Arithmetic node) {
    String operation =
        operation(node.operator(), node.left().accept(this), node.right().accept(this));
    return operation + ": " + node.type();
  }

  @Override
  public String visitComparison(Value.Comparison node) {
    String operation =
        operation(node.operator(), node.left().accept(this), node.right().accept(this));
    return (node.signed() ? "signed " : "") + operation;
  }

  @Override
  public String visitTextComparison(Value.TextComparison node) {
    String operands = "(" + node.left().accept(this) + ", " + node.right().accept(this) + ")";
    return (node.equal() ? "same" : "different") + operands;
  }

  @Override
  public String visitLogical(Value.Logical node) {
    String operands = "(" + node.left().accept(this) + ", " + node.right().accept(this) + ")";
    return (node.and() ? "both" : "either") + operands;
  }

  @Override
  public String visitConditional(Value.Conditional node) {
    return "choose("
        + node.condition().accept(this)
        + ", "
        + node.then().accept(this)
        + ", "
        + node.otherwise().accept(this)
        + ")";
  }

  @Override
  public String visitConvert(Value.Convert node) {
    return node.type() + "(" + node.operand().accept(this) + ")";
  }

  @Override
  public String visitTextRead(Value.TextRead node) {
    String length = length(node.length());
    return "text("
        + node.space()
        + ", "
        + node.address().accept(this)
        + length
        + "): "
        + node.type();
  }

  @Override
  public String visitContextAddress(Value.ContextAddress node) {
    return "context";
  }

  @Override
  public String visitMemoryLoad(Value.MemoryLoad node) {
    return "load("
        + node.space()
        + ", "
        + node.address().accept(this)
        + "+"
        + node.offsetBytes()
        + "): "
        + node.type();
  }

  @Override
  public String visitBitField(Value.BitField node) {
    return "bits("
        + node.number().accept(this)
        + ", "
        + node.bitOffset()
        + ", "
        + node.bitWidth()
        + "): "
        + node.type();
  }

  @Override
  public String visitMemoryRead(Value.MemoryRead node) {
    return "read("
        + node.space()
        + ", "
        + node.address().accept(this)
        + "+"
        + node.offsetBytes()
        + "): "
        + node.type();
  }

  @Override
  public String visitBufferRead(Value.BufferRead node) {
    return "buffer("
        + node.space()
        + ", "
        + node.address().accept(this)
        + length(node.length())
        + "): "
        + node.type();
  }

  @Override
  public String visitPartOf(Value.PartOf node) {
    return "part(" + node.whole().accept(this) + "+" + node.offsetBytes() + "): " + node.type();
  }

  @Override
  public String visitElementOf(Value.ElementOf node) {
    return "element("
        + node.array().accept(this)
        + ", "
        + node.index().accept(this)
        + "): "
        + node.type();
  }

  @Override
  public String visitTupleOf(Value.TupleOf node) {
    return "tuple" + list(node.elements());
  }

  @Override
  public String visitRetype(Value.Retype node) {
    return node.type() + "<-(" + node.operand().accept(this) + ")";
  }

  @Override
  public String visitInetOf(Value.InetOf node) {
    return "inet(" + node.family().accept(this) + ", " + node.address().accept(this) + ")";
  }

  @Override
  public String visitUserSymbolOf(Value.UserSymbolOf node) {
    return "usym(" + node.address().accept(this) + ")";
  }

  @Override
  public String visitStackTrace(Value.StackTrace node) {
    return node.type() + "(" + node.type().mode() + ", " + node.type().frames() + ")";
  }

  @Override
  public String visitMapHas(Value.MapHas node) {
    return "has " + node.map().name() + list(node.keys());
  }

  @Override
  public String visitMapDelete(Value.MapDelete node) {
    return "delete " + node.map().name() + list(node.keys());
  }

  @Override
  public String visitMapLength(Value.MapLength node) {
    return "length " + node.map().name();
  }

  @Override
  public String visitAggregateRead(Value.AggregateRead node) {
    return "total " + node.map().name() + list(node.keys()) + ": " + node.type();
  }

  @Override
  public String visitStepScratch(Value.StepScratch node) {
    return step(node.prefix(), node.amount(), node.scratch().name());
  }

  @Override
  public String visitStepMap(Value.StepMap node) {
    return step(node.prefix(), node.amount(), node.map().name() + list(node.keys()));
  }

  @Override
  public String visitScratchAddress(Value.ScratchAddress node) {
    return "&" + node.scratch().name();
  }

  @Override
  public String visitMapAddress(Value.MapAddress node) {
    return "&" + node.map().name() + list(node.keys());
  }

  @Override
  public String visitFindInMap(Value.FindInMap node) {
    return "find " + node.map().name() + list(node.keys()) + " into " + node.result().name();
  }

  @Override
  public String visitInSet(Value.InSet node) {
    return "in(" + node.number().accept(this) + ", " + new TreeSet<>(node.members()) + ")";
  }

  @Override
  public String visitCall(Value.Call node) {
    return node.function() + list(node.arguments()) + ": " + node.type();
  }

  @Override
  public String visitSequence(Value.Sequence node) {
    IrPrinter inner = new IrPrinter();
    inner.depth = depth + 1;
    inner.actions(node.actions());
    return "{\n" + inner.text + "  ".repeat(depth + 1) + node.value().accept(this) + " }";
  }

  private static String step(boolean prefix, long amount, String target) {
    return (prefix ? "step(" : "step after(") + target + ", " + amount + ")";
  }

  private String length(Optional<Value> length) {
    return length.map(l -> ", " + l.accept(this)).orElse("");
  }
}
