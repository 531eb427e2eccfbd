package io.tapline.agent.script.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.agent.script.source.Diagnostic;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is said about scripts that are wrong: the words that people look for are bpftrace's. */
class CheckerErrorsTest {

  private static final String STRUCT = "struct S { int x; int a[3]; struct S *next; char c[4]; }; ";

  static Stream<Arguments> mistakes() {
    return Stream.of(
        // Names.
        row("begin { $a = nope; }", "Unknown identifier: 'nope'"),
        row("begin { nope(); }", "Unknown function: 'nope'"),
        row("begin { $a = $b; }", "Undefined or undeclared variable: $b"),
        row("begin { $a += 1; }", "Undefined or undeclared variable: $a"),
        row("begin { { $a = 1; } $b = $a; }", "Undefined or undeclared variable: $a"),
        row("begin { if (pid) { $a = 1; } $b = $a; }", "Undefined or undeclared variable: $a"),
        row(
            "begin { for ($i : 0..5) { $x = $i; } $y = $x; }",
            "Undefined or undeclared variable: $x"),
        row("begin { let $a; $b = $a; }", "Could not resolve the type of this variable"),
        row(
            "begin { $a = 1; let $a = 2; }",
            "Variable $a was already declared. Variable shadowing is not allowed."),
        row(
            "begin { let $a; { let $a; } }",
            "Variable $a was already declared. Variable shadowing is not allowed."),
        row(
            "begin { $a = 1; for ($a : 0..5) { } }",
            "Loop declaration shadows existing variable: $a"),
        // What a probe offers.
        row(
            "begin { $a = args; }",
            "The args builtin can only be used with tracepoint, rawtracepoint, fentry/fexit, and"
                + " uprobe probes (special used here)"),
        row(
            "interval:s:1 { $a = args.x; }",
            "The args builtin can only be used with tracepoint, rawtracepoint, fentry/fexit, and"
                + " uprobe probes (interval used here)"),
        row(
            "begin { $a = arg0; }",
            "The arg0 builtin can only be used with 'kprobes', 'uprobes' and 'usdt' probes"),
        row("begin { $a = ctx; }", "The ctx builtin can not be used with 'begin' probes"),
        row(
            "begin { $a = retval; }",
            "The retval builtin can only be used with 'kretprobe' and 'uretprobe' and 'fentry'"
                + " probes"),
        row(
            "tracepoint:sched:sched_switch { $a = args.nope; }",
            "tracepoint:sched:sched_switch has no field 'nope'"),
        row("tracepoint:sched:nope { }", "No matches for tracepoint sched:nope."),
        row(
            "tracepoint:sched:nope* { }",
            "Probe has no valid attach points. If this is expected, set the 'missing_probes' config"
                + " variable to 'warn'."),
        row("tracepoint:sched { }", "tracepoint probe type requires 2 arguments, found 1"),
        row("begin:x { }", "begin probe type requires 0 arguments, found 1"),
        row("self:x { }", "self probe type requires 2 arguments, found 1"),
        row("self:signal:SIGUSR2 { }", "SIGUSR2 is not a supported signal"),
        row("interval:s:0 { }", "interval frequency should be a positive integer"),
        row("profile:hz:0 { }", "profile frequency should be a positive integer"),
        row("interval:x:1 { }", "x is not an accepted unit of time"),
        row("interval:s:x { }", "Invalid rate of interval probe: invalid integer: x"),
        row(
            "interval:5ns { }",
            "Invalid rate of interval probe. Minimum is 1000 or 1us. Found: 5 nanoseconds"),
        // Types that do not meet.
        row(
            "begin { $a = 1; $a = \"x\"; }",
            "Type mismatch for $a: trying to assign value of type 'string[2]' when variable already"
                + " has a type 'int8'"),
        row(
            "begin { @a = 1; @a = \"x\"; }",
            "Type mismatch for @a: trying to assign value of type 'string[2]' when map already has"
                + " a type 'int8'"),
        row(
            "begin { $a = (1, \"x\"); $a = (1, 2); }",
            "Type mismatch for $a: trying to assign value of type '(int8,int8)' when variable"
                + " already has a type '(int8,string[2])'"),
        row(
            "begin { $p = (int32 *)0; $p = 5; }",
            "Type mismatch for $p: trying to assign value of type 'int8' when variable already has"
                + " a type 'int32 *'"),
        row(
            "begin { let $a : int8 = 200; }",
            "Type mismatch for $a: trying to assign value of type 'int16' when variable already has"
                + " a type 'int8'"),
        row(
            "begin { let $a : string[4] = \"abcdef\"; }",
            "Type mismatch for $a: trying to assign value of type 'string[7]' when variable already"
                + " has a type 'string[4]'"),
        row(
            "begin { $a = pid ? 1 : \"a\"; }",
            "Branches must return the same type or compatible types: have 'int8' and 'string[2]'"),
        row("begin { $a = comm == 5; }", "Type mismatch for '==': comparing string[16] with int8"),
        row("begin { $a = comm && 1; }", "Type mismatch for '&&': comparing string[16] with int8"),
        row(
            "begin { $a = comm < \"y\"; }",
            "The < operator can not be used on expressions of types string[16], string[2]"),
        row(
            "begin { $a = comm + comm; }",
            "The + operator can not be used on expressions of types string[16], string[16]"),
        row(
            "begin { $a = (1,2) < (1,3); }",
            "The < operator can not be used on expressions of types (int8,int8), (int8,int8)"),
        row(
            "begin { $a = -comm; }",
            "The - operator can not be used on expressions of type 'string[16]'"),
        row(
            "begin { $a = !(int32 *)pid; }",
            "The ! operator can not be used on expressions of type 'int32 *'"),
        row(
            "begin { $a = ~(1, 2); }",
            "The ~ operator can not be used on expressions of type '(int8,int8)'"),
        row(
            "begin { $a = *comm; }",
            "The * operator can not be used on expressions of type 'string[16]'"),
        row(
            "begin { $p = (int32 *)0; $a = $p * 2; }",
            "The * operator can not be used on expressions of types int32 *, int8"),
        row(
            "begin { $p = (int32 *)0; $a = $p - $p; }",
            "The - operator can not be used on expressions of types int32 *, int32 *"),
        row("begin { if (comm) { } }", "Invalid condition: string"),
        row("begin /comm/ { }", "Invalid condition: string"),
        row("begin { $a = (uint8[8])1; if ($a) { } }", "Invalid condition: array"),
        row("begin { $a = 10 / 0; }", "unable to fold literals due to overflow or underflow"),
        row("begin { $a = 1 << 64; }", "unable to fold literals due to overflow or underflow"),
        row(
            "begin { $a = 0xffffffffffffffff > -1; }",
            "unable to fold literals due to overflow or underflow"),
        row("begin { $a = -(0xffffffffffffffff); }", "negative value will underflow"),
        row("begin { for ($i : 0..comm) { } }", "Loop range requires an integer for the end value"),
        row(
            "begin { for ($i : \"a\"..5) { } }",
            "Loop range requires an integer for the start value"),
        row("begin { return \"x\"; }", "Probe return values can only be integers. Found string[2]"),
        // Arrays, records and tuples.
        row(
            "begin { $a = pid; $b = $a.x; }",
            "Can not access field 'x' on expression of type 'uint32'"),
        row(
            "begin { $a = (1, 2); $b = $a.x; }",
            "Can not access field 'x' on expression of type '(int8,int8)'"),
        row(
            "begin { $a = (1, 2); $b = $a.2; }",
            "Invalid tuple index: 2. Found 2 elements in tuple."),
        row("begin { $a = (x = 1); $b = $a.y; }", "Record does not contain a field named 'y'"),
        row(
            "begin { $a = (x = 1); $b = $a.0; }",
            "Can not access index '0' on expression of type 'record { .x = int8 }'"),
        row(
            STRUCT + "begin { $a = ((struct S *)pid).y; }",
            "Struct/union of type 'struct S' does not contain a field named 'y'"),
        row(
            STRUCT + "begin { $a = ((struct S *)pid).a[3]; }",
            "the index 3 is out of bounds for array of size 3"),
        row(STRUCT + "begin { $a = offsetof(struct S, y); }", "'struct S' has no field named 'y'"),
        row(
            "begin { $a = pid[0]; }",
            "The array index operator [] can only be used on arrays, pointers, and tuples, found"
                + " uint32."),
        row(
            "begin { $a = (uint8[8])1; $b = $a[(int8)pid]; }",
            "The array index operator [] only accepts non-negative integer indices. Got: int8"),
        row(
            "begin { $a = ((void *)pid)[1]; }",
            "The array index operator [] cannot be used on a pointer to an unsized type (void *)."),
        row(
            "begin { $a = (uint8[4])pid < (uint8[4])tid; }",
            "The < operator cannot be used on arrays."),
        row(
            "begin { $a = (uint8[4])pid == (uint8[8])nsecs; }",
            "Only arrays of same size support comparison operators."),
        // Casts.
        row("begin { $a = (int32)comm; }", "Cannot cast from \"string[16]\" to \"int32\""),
        row("begin { $a = (uint8[2])pid; }", "Cannot cast from \"uint32\" to \"uint8[2]\""),
        row(
            "begin { $a = (string[1])\"xyz\"; }",
            "Cannot cast from \"string[4]\" to \"string[1]\""),
        row(
            STRUCT + "begin { $a = (uint64)*(struct S *)pid; }",
            "Cannot cast from C type \"struct S\""),
        row("begin { $a = (nope)1; }", "Cannot resolve unknown type \"nope\""),
        row("begin { $a = (struct nope *)1; }", "Cannot resolve unknown type \"struct nope\""),
        row("begin { $a = (enum nope)1; }", "Unknown enum: nope"),
        row(
            "enum E { A, B }; begin { $a = (enum E)5; }",
            "Enum: E doesn't contain a variant value of 5"),
        row(
            "begin { $a = (string[5000])\"x\"; }",
            "String type is too long (over 1024 bytes): string[5000]"),
        row(
            "config = { max_strlen = 8 } begin { $a = \"01234567\"; }",
            "String is too long (over 8 bytes): 01234567"),
        // Maps.
        row(
            "begin { @a[1] = 1; @a = 1; }",
            "@a used as a map without an explicit key (scalar map), previously used with an"
                + " explicit key (non-scalar map)"),
        row(
            "begin { @a = 1; @a[1] = 1; }",
            "@a used as a map with an explicit key (non-scalar map), previously used without an"
                + " explicit key (scalar map)"),
        row(
            "begin { @a[1] = 1; @a[\"x\"] = 1; }",
            "Argument mismatch for @a: trying to access with arguments: 'string[2]' when map"
                + " expects arguments: 'int8'"),
        row(
            "begin { @a[1] = 1; @a[1,2] = 1; }",
            "Argument mismatch for @a: trying to access with arguments: '(int8,int8)' when map"
                + " expects arguments: 'int8'"),
        row(
            "begin { @a = 5; for ($kv : @a) { } }",
            "@a has no explicit keys (scalar map), and cannot be used for iteration"),
        row("begin { for ($kv : @nope) { } }", "Undefined map: @nope"),
        row("let @a = nope(10); begin { @a[1] = 1; }", "Invalid bpf map type: nope"),
        row(
            "let @a = percpuhash(10); begin { @a[1] = 1; }",
            "Incompatible map types. Type from declaration: percpuhash. Type from value/key type:"
                + " hash"),
        row(
            "let @a = hash(10); begin { @a[1] = count(); }",
            "Incompatible map types. Type from declaration: hash. Type from value/key type:"
                + " percpuhash"),
        // What gathers.
        row("begin { $a = count(); }", "count() must be assigned directly to a map"),
        row("begin { count(); }", "count() must be assigned directly to a map"),
        row("begin { $a = 1 + count(); }", "count() must be assigned directly to a map"),
        row(
            "begin { @a = count(); @a = 5; }",
            "Type mismatch for @a: trying to assign value of type 'int8' when map already has a"
                + " type 'count_t'"),
        row(
            "begin { @a = 5; @a = count(); }",
            "Type mismatch for @a: trying to assign value of type 'count_t' when map already has a"
                + " type 'int8'"),
        row(
            "begin { @a = count(); @a = sum(5); }",
            "Type mismatch for @a: trying to assign value of type 'sum_t' when map already has a"
                + " type 'count_t'"),
        row(
            "begin { @a = count(); @a++; }",
            "Type mismatch for @a: trying to assign value of type 'uint64' when map already has a"
                + " type 'count_t'"),
        row(
            "begin { @a = count(); @b = @a; }",
            "Map value 'count_t' cannot be assigned from one map to another. The function that"
                + " returns this type must be called directly e.g. `@b = count();`."),
        row("begin { @a = count(); if (@a) { } }", "Invalid condition: count_t"),
        row(
            "begin { @a = count(); $b = !@a; }",
            "The ! operator can not be used on expressions of type 'count_t'"),
        // Jumps and loops.
        row("begin { break; }", "'break' statement is not allowed in a probe"),
        row("begin { continue; }", "'continue' statement is not allowed in a probe"),
        row("begin { unroll(2) { break; } }", "'break' statement is not allowed in a probe"),
        row("begin { unroll(0) { } }", "unroll minimum value is 1"),
        row("begin { unroll(101) { } }", "unroll maximum value is 100"),
        row("begin { unroll(pid) { } }", "invalid unroll value"),
        row("begin { $a = comptime pid; }", "Unable to resolve comptime expression"));
  }

  private static Arguments row(String script, String message) {
    return Arguments.of(script, message);
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void saysWhatIsWrong(String script, String message) {
    Checked.Result result = Checked.check("stdin", script);
    assertThat(result.script()).isEmpty();
    assertThat(messages(result.diagnostics().list())).contains(message);
    assertThat(result.diagnostics().list()).allSatisfy(CheckerErrorsTest::isLocated);
  }

  private static List<String> messages(List<Diagnostic> diagnostics) {
    return diagnostics.stream().map(Diagnostic::message).toList();
  }

  private static void isLocated(Diagnostic diagnostic) {
    assertThat(diagnostic.range().end()).isGreaterThan(diagnostic.range().start());
  }

  static Stream<Arguments> doubts() {
    return Stream.of(
        row(
            "begin { $a = nsecs - 5; }",
            "Expression of type: uint64 being cast to type: int64. This may cause unexpected"
                + " results. Use an explicit cast to suppress this warning."),
        row(
            "begin { let $a : int32 = pid; }",
            "Expression of type: uint32 being cast to type: int32. This may cause unexpected"
                + " results. Use an explicit cast to suppress this warning."),
        row(
            "begin { $a = (int64)pid / 2; }",
            "signed operands for '/' can lead to undefined behavior (cast to unsigned to silence"
                + " warning)"),
        row(
            "begin { $a = (int32 *)pid == (int64 *)tid; }",
            "comparison of distinct pointer types: int32, int64"),
        row(
            "begin { $a = (uint32)pid; }",
            "Unnecessary cast: expression is already of type uint32"),
        row("begin { pid; }", "Return value discarded."),
        row("begin { let $a; }", "Variable $a was never assigned to."),
        row("begin { let $a : int32; $b = $a; }", "Variable used before it was assigned: $a"),
        row("begin { return; $a = 1; }", "Unreachable statement."),
        row("let @a = hash(10); begin { }", "Unused map: @a"),
        row(
            "begin { while (pid) { break; } }",
            "While loops are deprecated and may be removed in the future."));
  }

  @ParameterizedTest
  @MethodSource("doubts")
  void warnsAndGoesOn(String script, String message) {
    Checked.Result result = Checked.check("stdin", script);
    assertThat(messages(result.diagnostics().list())).isEmpty();
    assertThat(messages(result.diagnostics().warnings())).contains(message);
  }

  @Test
  void saysAllMistakesAtOnce() {
    String script =
        "tracepoint:sched:nope { $a = nowhere; }\n"
            + "begin { $b = $c; $d = comm + 1; @e[1] = 1; @e = 2; if (comm) { $f = missing; } }\n";
    assertThat(messages(Checked.check("stdin", script).diagnostics().list()))
        .containsExactly(
            "No matches for tracepoint sched:nope.",
            "Unknown identifier: 'nowhere'",
            "Undefined or undeclared variable: $c",
            "Type mismatch for '+': comparing string[16] with int8",
            "@e used as a map without an explicit key (scalar map), previously used with an"
                + " explicit key (non-scalar map)",
            "Invalid condition: string",
            "Unknown identifier: 'missing'");
  }

  @Test
  void hasTheNearestNameAsAHint() {
    String script =
        "begin { $a = nsec; $seconds = 1; $b = $second; @state[1] = 1; for ($kv : @stat) { } }\n"
            + "tracepoint:sched:sched_switch { $a = args.prev_com; }\n";
    assertThat(Checked.check("stdin", script).diagnostics().list().stream().map(Diagnostic::hint))
        .containsExactly(
            "did you mean 'nsecs'?",
            "did you mean '$seconds'?",
            "did you mean '@state'?",
            "did you mean 'prev_comm'?");
  }

  @Test
  void doesNotComplainAboutWhatFollowsFromAMistake() {
    String script = "begin { $a = nope; $b = $a + 1; @c[$b] = $a; $d = @c[$b]; }";
    assertThat(messages(Checked.check("stdin", script).diagnostics().list()))
        .containsExactly("Unknown identifier: 'nope'");
  }
}
