package io.tapline.agent.script.check;

import io.tapline.agent.script.config.Dialect;
import io.tapline.agent.script.config.ScriptArguments;
import io.tapline.agent.script.config.ScriptConfig;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.Message;
import io.tapline.agent.script.ir.Scratch;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.record.RecordTable;
import io.tapline.agent.script.source.Diagnostic;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.type.Type;
import io.tapline.agent.target.ProbeCatalog;
import java.util.List;

/** What lowering one clause at one site knows, and where to complain. */
public final class Scope {
  private final ScriptContext script;
  private final int clause;
  private final Site site;
  private final Variables variables = new Variables();
  private int fresh;

  /**
   * @param clause number of the clause among all, because scratch variables are its own
   */
  Scope(ScriptContext script, int clause, Site site) {
    this.script = script;
    this.clause = clause;
    this.site = site;
  }

  // -- What functions ask.

  /** Reports an error; the caller throws what is returned and so leaves the statement. */
  public LoweringFailure fail(SourceRange range, String message, String hint) {
    script.diagnostics().error(range, message, hint);
    return new LoweringFailure();
  }

  /** Reports something that does not stop the script. */
  public void warn(SourceRange range, String message) {
    script.diagnostics().warn(range, message);
  }

  /** Whom the script is for. */
  public Dialect dialect() {
    return script.limits().dialect();
  }

  /** Whether the script is for a terminal, with bpftrace's semantics. */
  public boolean isTrace() {
    return dialect() == Dialect.TRACE;
  }

  /** The script's settings, its own config block included. */
  public ScriptConfig config() {
    return script.limits().config();
  }

  /** What stands on the command line. */
  public ScriptArguments arguments() {
    return script.limits().arguments();
  }

  public CheckLimits limits() {
    return script.limits();
  }

  /** Types and constants by name. */
  public RecordTable records() {
    return script.records();
  }

  /** What the host offers. */
  public ProbeCatalog catalog() {
    return script.catalog();
  }

  /** CLOCK_MONOTONIC when the script was lowered: the same for all of it. */
  public long startNanos() {
    return script.startNanos();
  }

  /** Where the clause is hit. */
  public Site site() {
    return site;
  }

  /**
   * Asks the host for something: what a function without a value answers.
   *
   * @param values what the message needs, in its order
   * @param range of the call
   */
  public Value send(Message message, List<Value> values, SourceRange range) {
    return nothing(List.of(sending(message, values, range)));
  }

  /** The action that asks the host for something. */
  public Action sending(Message message, List<Value> values, SourceRange range) {
    if (dialect() == Dialect.PIPELINE) {
      throw fail(
          range,
          "there is no terminal here to write to",
          "events leave by emit(name = value, ...), maps by themselves");
    }
    List<Type> types = values.stream().map(Value::type).toList();
    int id = script.messages().id(message, range, types);
    return new Action.Send(id, message, values, range);
  }

  /** Actions as a value: what a function answers that does something and has no value. */
  public Value nothing(List<Action> actions) {
    return new Value.Sequence(actions, new Value.Constant(new Type.None(), 0));
  }

  /** A scratch variable that no script can name. */
  public Scratch fresh(Type type) {
    return new Scratch("$" + fresh++, type);
  }

  // -- What lowering asks.

  /** Where in the script a value comes from. */
  void remember(Value value, SourceRange range) {
    script.ranges().put(value, range);
  }

  FunctionTable functions() {
    return script.functions();
  }

  /** The functions that fill the script's aggregation maps, and what else is known of its maps. */
  MapUses maps() {
    return script.maps();
  }

  TypeTable types() {
    return script.types();
  }

  Numbers numbers() {
    return script.types().numbers();
  }

  Variables variables() {
    return variables;
  }

  /** The type table's slot of a scratch variable. */
  String slot(String variable) {
    return clause + variable;
  }

  /** Reports an error with other places that have to do with it. */
  LoweringFailure fail(SourceRange range, String message, List<Diagnostic.Note> notes) {
    script.diagnostics().error(range, message, notes, "");
    return new LoweringFailure();
  }

  void warn(SourceRange range, String message, List<Diagnostic.Note> notes) {
    script.diagnostics().warn(range, message, notes, "");
  }

  public void warn(SourceRange range, String message, String hint) {
    script.diagnostics().warn(range, message, hint);
  }
}
