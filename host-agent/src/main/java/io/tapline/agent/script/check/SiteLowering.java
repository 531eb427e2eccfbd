package io.tapline.agent.script.check;

import io.tapline.agent.probe.Provider;
import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.Scratch;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.source.Suggestions;
import io.tapline.agent.script.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a clause reads of the place it is hit at. In a loop over a map, whose body runs where that
 * cannot be seen, it is read before the loop.
 */
final class SiteLowering {
  private final Scope scope;
  private final List<Action> lifted = new ArrayList<>();
  private int mapLoops;

  SiteLowering(Scope scope) {
    this.scope = scope;
  }

  private ArgumentSource arguments() {
    if (scope.site().isUnknown()) {
      // What is wrong with the probe was said; its arguments are anything.
      throw new LoweringFailure();
    }
    return scope.site().arguments();
  }

  /** {@code args.name}. */
  Value field(String name, SourceRange range, SourceRange args) {
    ArgumentSource arguments = arguments();
    return lift(
        arguments.field(name).orElseThrow(() -> noField(name, arguments.fields(), range, args)),
        range);
  }

  /** {@code args.name[index]}, where the array cannot be had as a whole. */
  Optional<Value> element(String name, int index) {
    return arguments().element(name, index).map(v -> lift(v, new SourceRange(0, 0)));
  }

  private LoweringFailure noField(
      String name, List<String> fields, SourceRange range, SourceRange args) {
    String site = scope.site().name();
    if (fields.contains(name)) {
      return scope.fail(
          range,
          "field '" + name + "' of " + site + " cannot be read as a whole",
          "an element of an array is args." + name + "[0]");
    }
    if (fields.isEmpty() && scope.isTrace() && !hasFields(scope.site().point().provider())) {
      return noArguments(args);
    }
    if (fields.isEmpty() && scope.site().point().provider() == Provider.UPROBE) {
      return noDebugInformation(range);
    }
    String near = Suggestions.didYouMean(name, fields);
    if (near.isEmpty() && !fields.isEmpty()) {
      near = "its fields are " + String.join(", ", fields);
    } else if (near.isEmpty() && arguments().arguments() > 0) {
      near = "its arguments are arg0, arg1, ...";
    }
    return scope.fail(range, site + " has no field '" + name + "'", near);
  }

  private LoweringFailure noDebugInformation(SourceRange range) {
    return scope.fail(
        range,
        "Could not parse arguments of \""
            + scope.site().name()
            + "\": debug information of programs is not read",
        "its arguments are arg0, arg1, ...");
  }

  private static boolean hasFields(Provider provider) {
    return switch (provider) {
      case TRACEPOINT, RAWTRACEPOINT, FENTRY, FEXIT, UPROBE -> true;
      default -> false;
    };
  }

  private LoweringFailure noArguments(SourceRange range) {
    return scope.fail(
        range,
        "The args builtin can only be used with tracepoint, rawtracepoint, fentry/fexit, and"
            + " uprobe probes ("
            + family(scope.site().point().provider())
            + " used here)",
        "");
  }

  private static String family(Provider provider) {
    return switch (provider) {
      case BEGIN, END, SELF -> "special";
      default -> provider.keyword();
    };
  }

  /** {@code args} alone. */
  Value whole(SourceRange range) {
    ArgumentSource arguments = arguments();
    Optional<Value> whole = arguments.whole();
    if (whole.isEmpty() && arguments.fields().isEmpty()) {
      throw scope.site().point().provider() == Provider.UPROBE
          ? noDebugInformation(range)
          : noArguments(range);
    }
    return lift(
        whole.orElseThrow(() -> scope.fail(range, "'args' needs a field", "write args.NAME")),
        range);
  }

  /** {@code argN}. */
  Value argument(int index, SourceRange range) {
    ArgumentSource arguments = arguments();
    return lift(
        arguments.argument(index).orElseThrow(() -> noArgument(index, arguments, range)), range);
  }

  private LoweringFailure noArgument(int index, ArgumentSource arguments, SourceRange range) {
    String name = "arg" + index;
    String site = scope.site().name();
    int known = arguments.arguments();
    List<String> fields = arguments.fields();
    if (known > 0) {
      String last = known == 1 ? "it has arg0" : "its last is arg" + (known - 1);
      return scope.fail(range, site + " has no " + name, last);
    }
    String hint = fields.isEmpty() ? "" : "its fields are args." + String.join(", args.", fields);
    return scope.fail(
        range,
        scope.isTrace()
            ? "The "
                + name
                + " builtin can only be used with 'kprobes', 'uprobes' and 'usdt' probes"
            : site + " has no numbered arguments",
        hint);
  }

  /** {@code retval}. */
  Value result(SourceRange range) {
    return lift(
        arguments()
            .result()
            .orElseThrow(
                () ->
                    scope.fail(
                        range,
                        "The retval builtin can only be used with 'kretprobe' and 'uretprobe' and"
                            + " 'fentry' probes",
                        "")),
        range);
  }

  /** {@code ctx}. */
  Value context(SourceRange range) {
    return lift(
        arguments()
            .context()
            .orElseThrow(
                () ->
                    scope.fail(
                        range,
                        "The ctx builtin can not be used with '"
                            + scope.site().point().provider().keyword()
                            + "' probes",
                        "")),
        range);
  }

  /** A value of the place, read before the loops over maps that it is in. */
  Value lift(Value value, SourceRange range) {
    if (mapLoops == 0 || !seesPlace(value)) {
      return value;
    }
    Scratch scratch = scope.fresh(value.type());
    lifted.add(new Action.SetScratch(scratch, value, range));
    return new Value.ScratchRead(scratch);
  }

  private static boolean seesPlace(Value value) {
    return value instanceof Value.ContextRead
        || value instanceof Value.ContextBytes
        || value instanceof Value.LocatedText
        || value instanceof Value.SavedRegister
        || value instanceof Value.UsdtRead
        || value instanceof Value.ContextAddress
        || value instanceof Value.StackTrace
        || (value instanceof Value.Convert c && seesPlace(c.operand()))
        || (value instanceof Value.Retype r && seesPlace(r.operand()));
  }

  /** A loop over a map begins. */
  void enterMapLoop() {
    mapLoops++;
  }

  /** It ends; what has to be read before it, once no other loop is around it. */
  List<Action> leaveMapLoop() {
    mapLoops--;
    if (mapLoops > 0) {
      return List.of();
    }
    List<Action> before = List.copyOf(lifted);
    lifted.clear();
    return before;
  }

  /** Which memory plain numbers are addresses of. */
  Type.AddressSpace space() {
    return scope.site().arguments().space();
  }
}
