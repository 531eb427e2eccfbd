package io.tapline.agent.script.expand;

import io.tapline.agent.script.config.Dialect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The law of {@link ScriptFuzzTest} for scripts that are nearly right, from a seed. */
class MutatedScriptsTest {
  private static final int ROUNDS = Integer.getInteger("mutated.rounds", 3_000);

  private static final List<String> SEEDS =
      List.of(
          "#!/usr/bin/env bpftrace\n#include <linux/fs.h>\n#define A(x) ((x) + 1)\n#define B A(2)\n"
              + "#if defined(B) && !defined(C)\n#define D 3\n#else\n#define D 4\n#endif\n"
              + "begin { print((A(3), B, D)); }",
          "config = { max_strlen = 5; stack_mode = perf; license = \"GPL\" }\n"
              + "struct a { int b; union { char c[3]; } d; } __attribute__((packed));\n"
              + "enum e { X, Y = 3 };\nlet @m = lruhash(10);\n"
              + "kprobe:vfs_*, k:mod:f+0x10 / pid == $1 && comm == \"a\\x41\\0\" / { @m[tid] = 1; }",
          "macro f($a, @b, c) { let $x = c; $a += $x; @b[$x] = 1; $x + 1 } macro g(x) { f($y, @m, x) }"
              + " macro r(x) { r(x) }\nbegin { $y = 1; print(g(g(2))); $z = f($y, @m, { 1 }); r(1) }",
          "i:s:1 { if ($x) { 1 } else if (2) { 3 } else { 4 } for ($kv : @m) { print($kv.0.1); }"
              + " for $i : 0..10 { continue; } while (1) { break } unroll (3) { @ = count(); } }",
          "begin { $a = (uint8[8])$b; $c = ((struct x *)arg0)->y.z[1]; $d = *(int64 **)reg(\"sp\");"
              + " $e = sizeof(struct a) + offsetof(struct a, b.c) + sizeof($a[0]); $f = &$a; _ = &@m; }",
          "begin { $a = comptime (1 + 2 * 3 << 4) ? \"x\" + 1 : \"abc\"[1]; comptime if (0) { f() }"
              + " $t = (1, (2,), (), (a = 1, b = 2)); $u = $t.0 ?: 5; $v = { $w = 1; $w }; return $v; }",
          "fn f($a : uint64, $b : typeof($c)) : struct x * { return $a; } begin { assert($1, \"m\");"
              + " static_assert(1, \"n\"); print(container_of($p, foo, a.b)); print((str($2 + 1), $#)); }",
          "uprobe:\"/a b\":\"f(int)\", u:/bin/$2:f+1, usdt:*:p, w:0x10:8:rw, name=begin, *:x { "
              + "print(ppid, 0xffUL, 1e3ms, 1_000, 0755); ++@a[1, 2]; $x--; @b[1] <<= 2; }",
          "import \"nothing.bt\"; begin { }");

  private static final List<String> PIECES =
      List.of(
          "{",
          "}",
          "(",
          ")",
          "[",
          "]",
          ";",
          ",",
          ":",
          ".",
          "..",
          "=",
          "+",
          "-",
          "*",
          "/",
          "&",
          "$",
          "@",
          "#",
          "\"",
          "\\",
          "'",
          "\n",
          " ",
          "0",
          "x",
          "$1",
          "$#",
          "@m",
          "1e9",
          "if",
          "else",
          "macro",
          "f(",
          "struct ",
          "typeof(",
          "comptime ",
          "#define ",
          "#if ",
          "import ",
          "\u0000",
          "\u202e",
          "\ud83d\ude00",
          "//",
          "/*",
          "*/",
          "99999999999999999999");

  @Test
  void answersAnything() {
    Random random = new Random(7);
    for (int i = 0; i < ROUNDS; i++) {
      String text = mutated(random);
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      try {
        ScriptFuzzTest.law(bytes, i % 4 == 0 ? Dialect.PIPELINE : Dialect.TRACE);
      } catch (RuntimeException | StackOverflowError e) {
        throw new AssertionError(text, e);
      }
    }
  }

  private static String mutated(Random random) {
    StringBuilder text = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(text.length() + 1);
      int end = Math.min(text.length(), at + random.nextInt(12));
      switch (random.nextInt(4)) {
        case 0 -> text.delete(at, end);
        case 1 -> text.insert(at, PIECES.get(random.nextInt(PIECES.size())));
        case 2 -> text.insert(at, text.substring(at, end));
        default -> text.replace(at, end, PIECES.get(random.nextInt(PIECES.size())));
      }
    }
    return text.toString();
  }
}
