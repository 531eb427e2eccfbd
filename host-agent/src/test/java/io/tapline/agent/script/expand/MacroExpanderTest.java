package io.tapline.agent.script.expand;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What calls of macros become, and how wrong ones are told: as bpftrace 0.27.1 does both. */
class MacroExpanderTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "macro one() { 1 } # print(one); print(one()); # print(1); print(1);",
        "macro add(x) { x + 1 } # print(add(add(2))); # print(((2 + 1) + 1));",
        "macro f(x) { let $y = x; $y + 1 } # $y = f(2); "
            + "# $y = { let $$f_1_y = 2; ($$f_1_y + 1) };",
        "macro f(x) { $y = x; $y } # $y = f($y); # $y = { $$f_1_y = $y; $$f_1_y };",
        "macro f(x) { $y } # $y = 1; print(f(1)); # $y = 1; print($y);",
        "macro f($a, @b) { $a += 1; @b[$a] = 2; } # $x = 1; f($x, @m); "
            + "# $x = 1; { $x += 1; @m[$x] = 2; }",
        "macro f(@m) { for ($kv : @m) { print($kv.0) } } # f(@q); "
            + "# { for ($$f_1_kv : @q) { print($$f_1_kv.0); } }",
        "macro f(x) { x; x; } # f({ $z++; }); # { { ($z++); } { ($z++); } }",
        "macro f(x) { g(x) + 1 } macro g(x) { x * 2 } # print(f(3)); # print(((3 * 2) + 1));",
        "macro f() { 0 } macro f(x) { 1 } macro f(x, y) { 2 } # print((f, f(1), f(1, 1))); "
            + "# print((0, 1, 2));",
        "macro f($x) { 1 } macro f(@x) { 2 } macro f(x) { 3 } # print((f($a), f(@a), f(@a[1]))); "
            + "# print((1, 2, 3));",
        "macro f(x) { if (x) { 1 } else { 2 } } # $a = f(pid); # $a = (pid ? { 1 } : { 2 });",
        "macro f(x) { if (x) { exit(); } } # f(pid); # { if (pid) { exit(); } }",
        "macro f(t, p, m) { offsetof(t, m) + sizeof(t) } # print(f(foo, 1, a.b)); "
            + "# print((offsetof(foo, a.b) + sizeof(foo)));",
        "macro f(t, p) { (t *)p } # print(f(foo, $x)); # print(((foo*)$x));",
        "macro f(x) { sizeof(x[0]) } # print(f($y)); # print(sizeof(($y[0])));",
        "macro pid() { 7 } # print((pid, pid())); # print((pid, 7));",
        "macro strcontains(a, b) { 5 } # print(strcontains(1, 2)); # print(5);"
      })
  void putsBodiesInPlace(String macros, String statements, String expected) {
    assertThat(Reading.read(macros + " begin { " + statements + " }").probes())
        .isEqualTo("begin { " + expected + " }");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '`',
      value = {
        "macro f($a) { $a } begin { print(f(3)); } "
            + "# stdin:1:34-38: ERROR: Call to f() has arguments that do not match any definition.",
        "macro f(a) { a } begin { print(f); } "
            + "# stdin:1:32-33: ERROR: Call to f() has arguments that do not match any definition.",
        "macro f(a) { a } macro f(b) { b } begin { } "
            + "# stdin:1:18-25: ERROR: Redefinition of macro: f",
        "macro f(x) { g(x) } macro g(x) { f(x) } begin { f(1); } # stdin:1:34-38: ERROR: "
            + "Recursive macro call detected. Call chain: f > g > f",
        "macro f(x) { @a = x } begin { f(1); } # stdin:1:14-16: ERROR: Unhygienic access to map: "
            + "@a. Maps must be passed into the macro as arguments.",
        "macro f($x) { let $x = 1; } begin { f($a); } "
            + "# stdin:1:15-21: ERROR: Variable declaration shadows macro arg $x",
        "macro f(x) { return; } begin { } "
            + "# stdin:1:14-20: ERROR: 'return' statement is not allowed in a macro",
        "macro f($a, $a) { 1 } begin { } # stdin:1:13-15: ERROR: "
            + "Variable for macro argument has already been used: $a",
        "macro f(pid) { 1 } begin { } # stdin:1:9-12: ERROR: "
            + "builtin 'pid' can't be used as a macro argument"
      })
  void saysWhatIsWrong(String script, String expected) {
    assertThat(Reading.read(script).errorTexts().get(0).lines().findFirst()).hasValue(expected);
  }

  @Test
  void saysWhereAMacroWasCalled() {
    assertThat(Reading.read("macro f(x) { @a = x }\nbegin { f(1); }").errorTexts())
        .containsExactly(
            """
            stdin:1:14-16: ERROR: Unhygienic access to map: @a. Maps must be passed into the macro \
            as arguments.
            macro f(x) { @a = x }
                         ~~
            stdin:2:9-13: ERROR: expanded from
            begin { f(1); }
                    ~~~~""");
  }

  @Test
  void refusesMacrosThatDouble() {
    StringBuilder script = new StringBuilder("macro f0(x) { x + x } ");
    for (int i = 1; i < 40; i++) {
      script.append("macro f").append(i).append("(x) { f").append(i - 1).append("(x + x) } ");
    }
    assertThat(Reading.read(script + "begin { $a = f39(1); }").errorTexts().get(0))
        .contains("ERROR: the script has more than 200000 parts when its macros are expanded");
  }

  @Test
  void refusesMacrosThatDeepen() {
    String macro = "macro f(x) { x" + "+1".repeat(150) + " } ";
    String nested = "f(".repeat(20) + "1" + ")".repeat(20);
    assertThat(Reading.read(macro + "begin { $a = " + nested + "; }").errorTexts().get(0))
        .contains("ERROR: macros expand to a tree deeper than 1500");
  }
}
