package io.tapline.agent.compile;

import io.tapline.agent.bpf.insn.Disassembler;
import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.script.config.ScriptArguments;
import io.tapline.agent.script.config.ScriptConfig;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.CheckedScript;
import io.tapline.agent.script.ir.Clause;
import io.tapline.agent.script.ir.Intrinsic;
import io.tapline.agent.script.ir.Scratch;
import io.tapline.agent.script.ir.StateMap;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.type.Storage;
import io.tapline.agent.script.type.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checked trees made by hand, and their programs. */
final class Ir {
  static final SourceRange HERE = new SourceRange(0, 1);
  static final CompileOptions OPTIONS =
      CompileOptions.trace(ScriptConfig.DEFAULT, ScriptArguments.NONE);

  private Ir() {}

  static Value.Constant constant(long value) {
    return new Value.Constant(Type.INT64, value);
  }

  static Value.Constant constant(Type type, long value) {
    return new Value.Constant(type, value);
  }

  static Value.TextConstant text(String text) {
    return new Value.TextConstant(new Type.Text(text.length() + 1), text);
  }

  /** An argument of the raw tracepoint that the program is run at. */
  static Value argument(int index) {
    return argument(index, Type.INT64);
  }

  static Value argument(int index, Type type) {
    return new Value.ContextRead(index * 8, Storage.valueBytes(type), type);
  }

  static Value arithmetic(Value.Arithmetic.Operator operator, Value left, Value right) {
    return new Value.Arithmetic(operator, left, right, Type.INT64);
  }

  static Value add(Value left, Value right) {
    return arithmetic(Value.Arithmetic.Operator.ADD, left, right);
  }

  static Value compare(Value.Comparison.Operator operator, Value left, Value right) {
    return new Value.Comparison(operator, true, left, right);
  }

  static Value less(Value left, Value right) {
    return compare(Value.Comparison.Operator.LESS, left, right);
  }

  static Value equal(Value left, Value right) {
    return compare(Value.Comparison.Operator.EQUAL, left, right);
  }

  static Scratch scratch(String name, Type type) {
    return new Scratch(name, type);
  }

  static Value read(Scratch scratch) {
    return new Value.ScratchRead(scratch);
  }

  static Value call(Intrinsic function, Type type, Value... arguments) {
    return new Value.Call(function, List.of(arguments), type);
  }

  static Value userText(Value address, int bytes) {
    return new Value.TextRead(
        address, Optional.empty(), Type.AddressSpace.USER, new Type.Text(bytes));
  }

  static Action set(Scratch scratch, Value value) {
    return new Action.SetScratch(scratch, value, HERE);
  }

  static Action when(Value condition, Action... then) {
    return new Action.If(condition, List.of(then), List.of(), HERE);
  }

  static Action loop(Value condition, Action... body) {
    return new Action.While(condition, List.of(body), HERE);
  }

  static Action range(Scratch variable, Value from, Value to, Action... body) {
    return new Action.ForRange(variable, from, to, List.of(body), HERE);
  }

  static Action leave() {
    return new Action.Return(Optional.empty(), HERE);
  }

  /** {@code @name = value}. */
  static Action result(String name, Value value) {
    return new Action.SetMap(
        new StateMap("@" + name, List.of(), value.type()), List.of(), value, HERE);
  }

  static final StateMap RESULTS = new StateMap("@results", List.of(Type.INT64), Type.INT64);

  /** {@code @results[number] = value}. */
  static Action result(int number, Value value) {
    return new Action.SetMap(RESULTS, List.of(constant(number)), value, HERE);
  }

  static Action result(Value value) {
    return result("r", value);
  }

  /** A program at a raw tracepoint. */
  static CompiledScript compile(Action... actions) {
    return compile(OPTIONS, actions);
  }

  static CompiledScript compile(CompileOptions options, Action... actions) {
    return compile(options, new ProbePoint.RawTracepoint("any"), Optional.empty(), actions);
  }

  static CompiledScript compile(
      CompileOptions options, ProbePoint point, Optional<Value> predicate, Action... actions) {
    List<Action> list = Arrays.asList(actions);
    Clause clause =
        new Clause(List.of(point), point.name(), Optional.empty(), predicate, list, HERE);
    return compile(options, List.of(clause));
  }

  /** How often a script's first program calls a helper, in its text. */
  static long calls(CompiledScript script, String helper) {
    return Disassembler.print(script.programs().get(0).spec().instructions())
        .lines()
        .filter(line -> line.endsWith("call " + helper))
        .count();
  }

  /** A clause at a raw tracepoint. */
  static Clause clause(Action... actions) {
    ProbePoint point = new ProbePoint.RawTracepoint("any");
    List<Action> list = Arrays.asList(actions);
    return new Clause(List.of(point), point.name(), Optional.empty(), Optional.empty(), list, HERE);
  }

  static CompiledScript compile(CompileOptions options, List<Clause> clauses) {
    Set<StateMap> maps = new LinkedHashSet<>();
    clauses.forEach(c -> new MapFinder(maps).walkActions(c.actions()));
    CheckedScript script =
        new CheckedScript(
            clauses, new ArrayList<>(maps), List.of(), List.of(), List.of(), Map.of());
    return new CodeGenerator(script, options).generate();
  }

  private static final class MapFinder extends io.tapline.agent.script.ir.IrWalker {
    private final Set<StateMap> maps;

    MapFinder(Set<StateMap> maps) {
      this.maps = maps;
    }

    @Override
    public Void visitSetMap(Action.SetMap node) {
      maps.add(node.map());
      super.visitSetMap(node);
      return null;
    }
  }
}
