package io.tapline.agent.script.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.agent.script.ast.Preamble.CDefinition;
import io.tapline.agent.script.source.Diagnostic;
import io.tapline.agent.script.source.Diagnostics;
import io.tapline.agent.script.source.Source;
import io.tapline.agent.script.source.SourceRange;
import io.tapline.agent.script.type.RecordDefinition;
import io.tapline.agent.script.type.RecordField;
import io.tapline.agent.script.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A script's own C, without any kernel. Sizes and places are gcc's on x86-64. */
final class RecordTableTest {
  private static RecordTable read(String text, Diagnostics diagnostics) {
    CDefinition whole = new CDefinition(text, new SourceRange(0, text.length()));
    return ScriptRecords.read(List.of(whole), Optional.empty(), diagnostics);
  }

  private static RecordTable table(String text) {
    Diagnostics diagnostics = new Diagnostics(new Source("test.bt", text));
    RecordTable table = read(text, diagnostics);
    assertThat(diagnostics.list()).map(Diagnostic::render).isEmpty();
    return table;
  }

  /** {@code size: name type offset[.bit:width] ...}. */
  private static String layout(RecordTable table, String words) {
    RecordDefinition record = ((Type.Record) table.named(words).orElseThrow()).definition();
    List<String> fields = new ArrayList<>();
    for (RecordField f : record.fields()) {
      String bits = f.isBitField() ? "." + f.bitOffset() + ":" + f.bitWidth() : "";
      fields.add(f.name() + " " + f.type() + " " + f.offsetBytes() + bits);
    }
    return record.sizeBytes() + ": " + String.join("; ", fields);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "struct A { char a; int b; short c; long d; }"
            + "| 24: a int8 0; b int32 4; c int16 8; d int64 16",
        "struct A { char a; int b; } __attribute__((packed)); | 5: a int8 0; b int32 1",
        "struct A { char a; int b __attribute__((aligned(16))); } | 32: a int8 0; b int32 16",
        "union A { int a; char b[9]; }; | 12: a int32 0; b int8[9] 0",
        "struct A { int a, *b, c[2]; const char *name; volatile unsigned k; };"
            + "| 40: a int32 0; b int32 * 8; c int32[2] 16; name int8 * 24; k uint32 32",
        "struct A { void (*f)(int); int (*g[3])(void); char m[2][3]; };"
            + "| 40: f void * 0; g void *[3] 8; m int8[3][2] 32",
        "struct A { unsigned a:3; int b:4; long c:40; };"
            + "| 8: a uint32 0.0:3; b int32 0.3:4; c int64 0.7:40",
        "struct A { int a:20; int :0; int b:20; unsigned char c:4; };"
            + "| 8: a int32 0.0:20; b int32 4.0:20; c uint8 6.4:4",
        "struct A { char a; long b:60; } __attribute__((packed)); | 9: a int8 0; b int64 1.0:60",
        "struct A { int a; union { int b; struct { short c, d; }; }; long e; };"
            + "| 16: a int32 0; b int32 4; c int16 4; d int16 6; e int64 8",
        "struct A { struct { int x; } in; struct B { int y; } b; };"
            + "| 8: in struct A::in 0; b struct B 4",
        "struct A { struct A *next; struct other *o; }; | 16: next struct A * 0; o struct other * 8",
        "struct A { u32 x; pid_t y; size_t z; bool w; } | 24: x uint32 0; y int32 4; z uint64 8; w uint8 16",
        "struct A { enum color { RED, GREEN } c; enum color *p; } | 16: c enum color 0; p enum color * 8",
        "struct A { long double x; float y; } | 32: x void 0; y void 16",
        "struct A { int n; char rest[]; } | 4: n int32 0; rest int8[0] 4",
        "typedef struct { int a; } foo_t; struct A { foo_t x; foo_t *y; }; | 16: x struct (unnamed) 0; y struct (unnamed) * 8",
      })
  void laysOutRecords(String text, String expected) {
    RecordTable table = table(text);
    String keyword = text.startsWith("union") ? "union A" : "struct A";
    assertThat(layout(table, keyword)).isEqualTo(expected);
  }

  @Test
  void readsConditionsAndMacros() {
    RecordTable table =
        table(
            """
            #include <net/sock.h>
            #define N 4
            #define TWICE (N * 2)
            #ifdef BPFTRACE_HAVE_BTF
            struct A { int with; };
            #elif defined(N) && N > 3
            struct A { char name[TWICE]; };
            #else
            struct A { int none; };
            #endif
            #pragma pack(push, 1)
            struct B { char a; long b; };
            #pragma pack(pop)
            struct C { char a; long b; };
            """);
    assertThat(layout(table, "struct A")).isEqualTo("8: name int8[8] 0");
    assertThat(layout(table, "struct B")).startsWith("9:");
    assertThat(layout(table, "struct C")).startsWith("16:");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "PLAIN | Number[type=int64, value=4]",
        "SUM | Number[type=int64, value=7]",
        "NEGATIVE | Number[type=int64, value=-1]",
        "TEXT | Text[text=ab]",
        "CLOCK | Macro[body=CDefinition[text=nsecs + 1, range=",
        "COLOR | Number[type=enum color, value=5]",
        "GREEN | Number[type=enum color, value=5]",
        "LAST | Number[type=enum color, value=6]",
        "AF_INET6 | Number[type=int64, value=10]",
        "EPERM | Number[type=int64, value=1]",
        "SIGKILL | Number[type=int64, value=9]",
        "O_CREAT | Number[type=int64, value=64]",
        "__NR_openat | Number[type=int64, value=257]",
        "ULONG_MAX | Number[type=int64, value=-1]",
        "TCP_LISTEN | Number[type=int64, value=10]",
      })
  void knowsConstants(String name, String expected) {
    RecordTable table =
        table(
            """
            #define PLAIN 4
            #define SUM (PLAIN + 3)
            #define NEGATIVE -1
            #define TEXT "a" "b"
            #define CLOCK nsecs + 1
            #define COLOR GREEN
            #define CALL(x) x
            #define NOTHING
            enum color { RED, GREEN = 1 << 2 | 1, LAST, };
            """);
    assertThat(table.constant(name).orElseThrow().toString()).startsWith(expected);
    assertThat(table.constant("CALL")).isEmpty();
    assertThat(table.constant("NOTHING")).isEmpty();
    assertThat(table.constant("NO_SUCH")).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "uint8, uint8",
    "char, int8",
    "unsigned long int, uint64",
    "long unsigned, uint64",
    "short, int16",
    "uint64_t, uint64",
    "__be16, uint16",
    "bool, bool",
    "void, void",
    "size_t, uint64",
    "pid_t, int32",
    "struct A, struct A",
    "A, struct A",
    "enum color, enum color",
    "word_t, uint16",
  })
  void knowsTypesByName(String name, String expected) {
    RecordTable table =
        table("struct A { int a; }; enum color { RED = 3 }; typedef unsigned short word_t;");
    assertThat(table.named(name).orElseThrow().toString()).isEqualTo(expected);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "struct A { nosuch_t x; } | test.bt:1:12-19: error: unknown type name 'nosuch_t'",
        "struct A { struct B b; } | 1:12-17: error: field has incomplete type 'struct B'",
        "struct A { struct A b; } | 1:1-6: error: 'struct A' holds itself",
        "struct A { int x | 1:16: error: expected ';', found end of the declaration",
        "struct A { int x[-1]; } | 1:18: error: an array has 0 to 16777216 elements",
        "struct A { int x[N]; } | 1:18: error: 'N' is no constant",
        "struct A { int x[1 / 0]; } | 1:20: error: division by zero",
        "struct A { int x:33; } | 1:16: error: a bit field is wider than its type",
        "struct A { int x:99; } | 1:18-19: error: a bit field has 0 to 64 bits",
        "enum { 5 } | 1:8: error: expected a name of the enumeration",
        "#if 1 | 1:1-5: error: '#if' without '#endif'",
        "#endif | 1:1-6: error: there is no open '#if'",
        "#frob x | 1:1-7: error: '#frob' is not understood",
        "struct A { char *s = 5; } | 1:20: error: expected ';', found '='",
        "struct A { int a[16000000][16000000]; } | 1:1-6: error: 'struct A' is too large",
        "struct 5 { } | 1:8: error: expected a name or '{', found '5'",
        "/* struct | 1:1-2: error: comment without an end",
      })
  void refusesWithAPlace(String text, String expected) {
    Diagnostics diagnostics = new Diagnostics(new Source("test.bt", text));
    read(text, diagnostics);
    assertThat(diagnostics.list().stream().map(Diagnostic::summary).collect(Collectors.joining()))
        .endsWith(expected);
  }

  @Test
  void placesLieWhereThePieceLies() {
    String script = "struct A { int a; };\n\nstruct B { bad b; };";
    Diagnostics diagnostics = new Diagnostics(new Source("test.bt", script));
    List<CDefinition> pieces = new ArrayList<>();
    pieces.add(new CDefinition(script.substring(0, 20), new SourceRange(0, 20)));
    pieces.add(new CDefinition(script.substring(22), new SourceRange(22, script.length())));
    ScriptRecords.read(pieces, Optional.empty(), diagnostics);
    assertThat(diagnostics.list())
        .map(Diagnostic::summary)
        .containsExactly("test.bt:3:12-14: error: unknown type name 'bad'");
  }

  @Test
  void hostileTextEnds() {
    StringBuilder macros = new StringBuilder("#define A0 1\n");
    for (int i = 1; i < 60; i++) {
      macros.append("#define A" + i + " A" + (i - 1) + " + A" + (i - 1) + "\n");
    }
    String deep = "struct {".repeat(10_000);
    String parentheses = "enum { A = " + "(".repeat(100_000);
    StringBuilder doubling = new StringBuilder("struct S0 { int a; };");
    for (int i = 1; i < 60; i++) {
      doubling.append("struct S" + i + " { struct S" + (i - 1) + "; struct S" + (i - 1) + "; };");
    }
    for (String text :
        List.of(macros + "enum { X = A59 };", deep, parentheses, doubling.toString())) {
      Diagnostics diagnostics = new Diagnostics(new Source("test.bt", text));
      read(text, diagnostics);
      assertThat(diagnostics.list()).isNotEmpty();
    }
  }

  @Test
  void knowsItsOwnNames() {
    RecordTable table = table("struct request { int a; }; enum color { RED };");
    assertThat(table.similarTypes("struct reqest")).contains("struct request", "enum color");
    assertThat(table.constants()).contains("RED", "AF_INET");
  }
}
