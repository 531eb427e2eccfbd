package io.tapline.agent.trace.output;

import io.tapline.agent.script.config.ConfigReader;
import io.tapline.agent.script.config.ScriptConfig;
import io.tapline.agent.script.ir.Gathering;
import io.tapline.agent.script.type.RecordDefinition;
import io.tapline.agent.script.type.RecordField;
import io.tapline.agent.script.type.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What scripts print. */
final class OutputCases {
  private static final Type.Int INT8 = new Type.Int(1, true);
  private static final Type.Int UINT8 = new Type.Int(1, false);
  private static final Type.Int INT32 = new Type.Int(4, true);
  private static final Type.Int INT64 = Type.INT64;
  private static final Type.Int UINT64 = Type.UINT64;
  private static final Type.Text TEXT = new Type.Text(16);
  private static final Type.Pointer POINTER = new Type.Pointer(Type.AddressSpace.KERNEL);
  private static final Type.Enumeration ENUM =
      new Type.Enumeration("E", new Type.Int(4, false), Map.of(1L, "ONE", 2L, "TWO"));
  private static final ValueDecoder DECODER = new ValueDecoder(new NoNames(), ScriptConfig.DEFAULT);

  private OutputCases() {}

  static List<OutputCase> all() {
    List<OutputCase> cases = new ArrayList<>();
    cases.addAll(formats());
    cases.addAll(values());
    cases.addAll(maps());
    cases.addAll(histograms());
    cases.addAll(ours());
    return cases;
  }

  private static List<OutputCase> formats() {
    return List.of(
        printf(
            "decimals",
            "[%d] [%5d] [%-5d] [%05d] [%+d] [% d] [%.3d] [%8.3d] [%-05d] [%*d]",
            "42, 42, 42, 42, 42, 42, 42, 42, 3, 4",
            signed(42, 42, 42, 42, 42, 42, 42, 42, 3, 4)),
        printf(
            "negative",
            "[%d] [%5d] [%-5d] [%05d] [%+d] [% d] [%+05d]",
            "-42, -42, -42, -42, -42, -42, 4",
            signed(-42, -42, -42, -42, -42, -42, 4)),
        printf(
            "bases",
            "[%x] [%X] [%#x] [%#X] [%08x] [%#8x] [%-#8x] [%o] [%#o] [%#010x] [%#o] [%#x]",
            "255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0",
            signed(255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 0, 0)),
        printf(
            "widths",
            "[%hhd] [%hd] [%d] [%ld] [%lld] [%zd] [%jd] [%td] [%hhu] [%hu] [%u] [%lu] [%hhx] [%x]"
                + " [%hhhd] [%lllu]",
            "300, 70000, 1099511627776, -5, -5, -5, -5, -5, 300, 70000, -1, -1, 511, -1, 2, 3",
            signed(300, 70000, 1L << 40, -5, -5, -5, -5, -5, 300, 70000, -1, -1, 511, -1, 2, 3)),
        printf(
            "characters",
            "[%c] [%5c] [%-5c] [%c] [%05c] [%c] [%c]",
            "65, 66, 67, 322, 65, 0, 200",
            signed(65, 66, 67, 322, 65, 0, 200)),
        printf(
            "texts",
            "[%s] [%10s] [%-10s] [%.2s] [%10.2s] [%010s] [%s] [%+s] [%05s] [%+s]",
            "\"hello\", \"hello\", \"hello\", \"hello\", \"hello\", \"hello\", -1, 4, -3,"
                + " (1,-2,\"a\")",
            text("hello"),
            text("hello"),
            text("hello"),
            text("hello"),
            text("hello"),
            text("hello"),
            signed(-1),
            signed(4),
            signed(-3),
            new DecodedValue.Tuple(List.of(signed(1), signed(-2), text("a")))),
        printf(
            "pointers",
            "[%p] [%20p] [%-20p] [%p] [%p] [%s] [%20s] [%-20s] [%x] [%08p]",
            "0x1234, 0x1234, 0x1234, 0, -3, (int8*)16, (int8*)16, (int8*)16, (int8*)16, 5",
            signed(0x1234),
            signed(0x1234),
            signed(0x1234),
            signed(0),
            signed(-3),
            decoded(POINTER, 16),
            decoded(POINTER, 16),
            decoded(POINTER, 16),
            decoded(POINTER, 16),
            signed(5)),
        printf(
            "percents",
            "%% 100% [%d%%] %5%%d [%y] [%- d] [%0+5d] [%.s] [%1$d] [%-%]",
            "5, 6, 7",
            signed(5, 6, 7)),
        printf(
            "buffers",
            "[%r] [%rx] [%rh] [%s] [%20r] [%-20rx] [%020rh] [%hr] [%lrx]",
            IntStream.range(0, 9)
                .mapToObj(i -> "buf(\"a\\\\\\x80\\\"\\n\", 5)")
                .reduce((a, b) -> a + ", " + b)
                .orElseThrow(),
            IntStream.range(0, 9)
                .mapToObj(i -> new DecodedValue.Buffer("a\\\u0080\"\n"))
                .toArray(DecodedValue[]::new)),
        printf(
            "flags",
            "[%gr] [%20gr] [%gr] [%gr] [%gr] [%gr] [%gr] [%gr]",
            "0, 1, 0xffffffff, 0xcc0, 1<<40, 0x100ccb, 0x820, 0x400dc0",
            signed(0, 1, 0xffffffffL, 0xcc0, 1L << 40, 0x100ccb, 0x820, 0x400dc0)),
        printf(
            "booleans",
            "[%s] [%d] [%5s] [%x] [%s] [%d]",
            "true, true, false, true, ONE, TWO",
            bool(true),
            bool(true),
            bool(false),
            bool(true),
            decoded(ENUM, 1),
            decoded(ENUM, 2)));
  }

  private static List<OutputCase> values() {
    RecordDefinition point =
        new RecordDefinition(
            "struct Pt",
            false,
            8,
            () -> List.of(new RecordField("x", INT32, 0), new RecordField("c", INT8, 4)));
    RecordDefinition all =
        new RecordDefinition(
            "struct S",
            false,
            64,
            () ->
                List.of(
                    new RecordField("a", INT32, 0),
                    new RecordField("b", new Type.Text(4), 4),
                    new RecordField("u", new Type.Array(UINT8, 3), 8),
                    new RecordField("p", new Type.Record(point), 12),
                    new RecordField("ptr", POINTER, 24),
                    new RecordField("f", new Type.None(), 32),
                    new RecordField("low", INT32, 36, 0, 3),
                    new RecordField("high", new Type.Int(4, false), 36, 3, 5)));
    return List.of(
        new OutputCase(
            "numbers",
            "print(5); print(-5); print((uint8)255); print((int8)-1); print(9007199254740993);"
                + " print((uint64)-1); print(-9007199254740993); print(9007199254740992);"
                + " print(true); print(ONE); print((int8*)100); print((ONE, TWO, true));",
            print(INT64, 5),
            print(INT64, -5),
            print(UINT8, 255),
            print(INT8, -1),
            print(INT64, 9007199254740993L),
            print(UINT64, -1L),
            print(INT64, -9007199254740993L),
            print(INT64, 9007199254740992L),
            print(new Type.Bool(), 1),
            print(ENUM, 1),
            print(POINTER, 100),
            print(new Type.Tuple(List.of(ENUM, ENUM, new Type.Bool())), List.of(1, 2, 1)),
            end()),
        new OutputCase(
            "texts-printed",
            "print(\"abc\"); print(\"a\\xffb\\x01\\t\\n\\\"\\\\\\x7f\"); print((1, \"a\", (2, \"b"
                + " c\")));print((a=1, b=\"x\", c=(2,3)));print(buf(\"a\\xff\", 2));",
            print(TEXT, "abc"),
            print(TEXT, "a\u00ffb\u0001\t\n\"\\\u007f"),
            print(
                new Type.Tuple(List.of(INT8, TEXT, new Type.Tuple(List.of(INT8, TEXT)))),
                List.of(1, "a", List.of(2, "b c"))),
            print(
                new Type.Tuple(
                    List.of(INT8, TEXT, new Type.Tuple(List.of(INT8, INT8))),
                    List.of("a", "b", "c")),
                List.of(1, "x", List.of(2, 3))),
            print(new Type.Buffer(4), new byte[] {2, 0, 0, 0, 'a', -1}),
            end()),
        new OutputCase(
            "records",
            "",
            print(
                new Type.Record(all),
                List.of(-1, "abcd", List.of(1, 2, 3), List.of(7, 8), 255, 0, 0b10101_101)),
            print(new Type.Array(new Type.Record(point), 2), List.of(List.of(1, 2), List.of(3, 4))),
            print(new Type.Array(new Type.Text(3), 2), List.of("abc", "d"))),
        new OutputCase(
            "cut",
            "",
            output -> output.value(cut("abcdefgh", 8)),
            output -> output.value(cut("abcdefg", 8)),
            output -> output.value(cut("abcdefg", 7))),
        new OutputCase(
            "addresses",
            "",
            print(new Type.Address(4), new byte[] {127, 0, 0, 1}),
            print(new Type.Mac(), new byte[] {0, 0x1a, (byte) 0xff, 3, 4, 5}),
            print(new Type.Inet(), new byte[] {2, 0, 0, 0, 0, 0, 0, 0, 10, 1, 2, 3}),
            print(new Type.Inet(), new byte[] {5, 0, 0, 0, 0, 0, 0, 0, 10, 1, 2, 3}),
            print(new Type.KernelSymbol(), 5),
            print(new Type.UserSymbol(), new byte[] {5, 0, 0, 0, 0, 0, 0, 0, 9}),
            print(new Type.CgroupPath("x*"), 7),
            print(new Type.Stack(false, Type.StackMode.BPFTRACE, 5), new byte[] {3}),
            print(new Type.Timestamp(Type.Clock.BOOT, "%S.%f %k %l"), 1_234_567_890L)),
        new OutputCase(
            "asides",
            "",
            output -> output.attached(1),
            output -> output.attached(2),
            output -> output.time("10:00\n"),
            output -> output.cat("a\nb"),
            output -> output.join("a b"),
            output -> output.system("out\n"),
            output -> output.lost(5),
            output ->
                output.row(List.of("pid", "file"), List.of(signed(3), text("a \"b\" \u00e9"))),
            output -> output.row(List.of("empty", "word"), List.of(text(""), text("w")))),
        new OutputCase(
            "trials",
            "",
            output -> output.benchmarks(List.of("a", "much_longer_name")),
            output -> output.benchmark("a", 44, 40000),
            output -> output.benchmark("much_longer_name", 11337236, 1),
            output -> output.tests(2),
            output -> output.testBegins("a"),
            output -> output.testEnds("a", true, 5, "unseen"),
            output -> output.testBegins("b"),
            output -> output.testEnds("b", false, 17_500, "seen"),
            output -> output.testsEnd(2, List.of("b"))));
  }

  /** Text in a buffer where the greatest length is 8. */
  private static DecodedValue cut(String text, int size) {
    ScriptConfig config = ConfigReader.environment(Map.of("BPFTRACE_MAX_STRLEN", "8")).config();
    Type.Text type = new Type.Text(size);
    return new ValueDecoder(new NoNames(), config).decode(type, Bytes.of(type, text), 0);
  }

  private static List<OutputCase> maps() {
    MapFixture ordered = MapFixture.keeps("@v", INT64, INT64);
    for (long[] pair : new long[][] {{1, 30}, {2, -10}, {3, 20}, {-4, 5}}) {
      ordered.value(List.of(pair[0]), pair[1]);
    }
    return List.of(
        new OutputCase(
            "scalars",
            "@n = (int64)-5; @s = \"abc\"; @t = (1, \"x\", 2); @c = count(); @u = sum((uint64)5);"
                + "print(@c);print(@n,0,2);",
            map(counted("@c"), 0, 0),
            map(MapFixture.keeps("@n", INT64).value(List.of(), -5), 0, 2),
            end(),
            map(counted("@c")),
            map(MapFixture.keeps("@n", INT64).value(List.of(), -5)),
            map(MapFixture.keeps("@s", TEXT).value(List.of(), "abc")),
            map(
                MapFixture.keeps("@t", new Type.Tuple(List.of(INT8, TEXT, INT8)))
                    .value(List.of(), List.of(1, "x", 2))),
            map(
                MapFixture.gathers("@u", new Gathering.Sum(false))
                    .entry(List.of(), 0, new long[] {2}, new long[] {3}))),
        new OutputCase(
            "order",
            "@v[(int64)1] = (int64)30; @v[2] = -10; @v[3] = 20; @v[-4] = 5; print(@v, 2); print(@v,"
                + " 0, 10);print(@v, 3, 4);",
            map(ordered, 2, 0),
            map(ordered, 0, 10),
            map(ordered, 3, 4),
            end(),
            map(ordered)),
        new OutputCase(
            "keys",
            "@k[1, \"b\"] = \"x\"; @k[1, \"a\"] = \"y\"; @k[-1, \"c\"] = \"z\"; @p[(int8*)16] ="
                + " true; @q[\"(a b)\"] = (1, 2); @q[\"a\\\"b\"] = (3, 4); @r[(1, (2, \"c\"))] ="
                + " 1;",
            end(),
            map(
                MapFixture.keeps("@k", TEXT, INT8, TEXT)
                    .value(List.of(1, "b"), "x")
                    .value(List.of(1, "a"), "y")
                    .value(List.of(-1, "c"), "z")),
            map(MapFixture.keeps("@p", new Type.Bool(), POINTER).value(List.of(16), 1)),
            map(
                MapFixture.keeps("@q", new Type.Tuple(List.of(INT8, INT8)), TEXT)
                    .value(List.of("(a b)"), List.of(1, 2))
                    .value(List.of("a\"b"), List.of(3, 4))),
            map(
                MapFixture.keeps("@r", INT64, INT8, new Type.Tuple(List.of(INT8, TEXT)))
                    .value(List.of(1, List.of(2, "c")), 1))),
        new OutputCase(
            "averages",
            "@a = avg(-5); @a = avg(-8); @s[1] = stats(7); @s[1] = stats(4); @s[2] = stats(3);"
                + " @m = min(7); @m = min(3); @x = max(-7); @e = stats(1); clear(@e); print(@e);"
                + " print(@a, 0, 2);",
            map(MapFixture.gathers("@e", new Gathering.Stats(true)), 0, 0),
            map(averaged(), 0, 2),
            end(),
            map(averaged()),
            map(MapFixture.gathers("@e", new Gathering.Stats(true))),
            map(
                MapFixture.gathers("@m", new Gathering.Minimum(true))
                    .entry(List.of(), 0, new long[] {7, 1}, new long[] {0, 0}, new long[] {3, 1})),
            map(
                MapFixture.gathers("@s", new Gathering.Stats(true), INT8)
                    .entry(List.of(1), 0, new long[] {7, 1}, new long[] {4, 1})
                    .entry(List.of(2), 0, new long[] {3, 1})),
            map(
                MapFixture.gathers("@x", new Gathering.Maximum(true))
                    .entry(List.of(), 0, new long[] {-7, 1}))),
        new OutputCase("series", "", map(series()), map(series(), 1, 5), map(oneInterval())));
  }

  private static MapFixture averaged() {
    return MapFixture.gathers("@a", new Gathering.Average(true))
        .entry(List.of(), 0, new long[] {-5, 1}, new long[] {-8, 1});
  }

  private static MapFixture series() {
    long second = 1_795_649_531L;
    return MapFixture.gathers(
            "@t",
            new Gathering.TimeSeries(100_000_000L, 5, Gathering.Combination.AVERAGE, true),
            INT8)
        .entry(List.of(1), 0, new long[] {second * 10, -50, 10}, new long[] {0, 0, 0})
        .entry(
            List.of(1), 1, new long[] {second * 10 + 1, 4, 2}, new long[] {second * 10 + 1, 5, 1})
        .entry(List.of(1), 3, new long[] {second * 10 + 3, 20, 1})
        .entry(List.of(2), 4, new long[] {second * 10 + 4, 7, 1});
  }

  private static MapFixture oneInterval() {
    return MapFixture.gathers(
            "@u", new Gathering.TimeSeries(1_000L, 5, Gathering.Combination.LAST, false))
        .entry(
            List.of(),
            0,
            new long[] {1_795_649_531_000_002L, -1, 9},
            new long[] {1_795_649_531_000_002L, 5, 8})
        .entry(List.of(), 1, new long[] {1_795_649_531_000_000L, 7, 1});
  }

  private static List<OutputCase> histograms() {
    MapFixture ties = MapFixture.gathers("@h", new Gathering.PowerHistogram(0), INT8);
    for (int i = 0; i < 40; i++) {
      ties.entry(List.of(i), 3, new long[] {1});
    }
    return List.of(
        new OutputCase(
            "hist",
            "@a = hist(-1); @a = hist(0); @a = hist(1); @a = hist(2); @a = hist(3);@a ="
                + " hist(1025); @a = hist(1048576); @b = hist(9223372036854775807); @c = hist(5);"
                + " zero(@c); @d[1,\"x\"] = hist(5);@d[2,\"y\"] = hist(5);@d[2,\"y\"] = hist(6);"
                + " print(@d, 1); print(@d, 0, 2);",
            map(histogramKeys(), 1, 0),
            map(histogramKeys(), 0, 2),
            end(),
            map(buckets("@a", new Gathering.PowerHistogram(0), 0, 1, 2, 3, 3, 12, 22)),
            map(buckets("@b", new Gathering.PowerHistogram(0), 64)),
            map(
                MapFixture.gathers("@c", new Gathering.PowerHistogram(0))
                    .entry(List.of(), 3, new long[] {0})),
            map(histogramKeys())),
        new OutputCase(
            "hist-fine",
            "@a = hist(0,2); @a = hist(7,2); @a = hist(8,2); @a = hist(9,2); @a = hist(20,2); @a ="
                + " hist(5000,2); @b = hist(1099511627776, 5);",
            end(),
            map(
                buckets(
                    "@a",
                    new Gathering.PowerHistogram(2),
                    fine(0, 2),
                    fine(7, 2),
                    fine(8, 2),
                    fine(9, 2),
                    fine(20, 2),
                    fine(5000, 2))),
            map(buckets("@b", new Gathering.PowerHistogram(5), fine(1L << 40, 5)))),
        new OutputCase(
            "lhist",
            "@a = lhist(-5,0,95,10); @a = lhist(94,0,95,10); @a = lhist(95,0,95,10); @b ="
                + " lhist(2048,0,10240,1024); @b = lhist(5000,0,10240,1024); @c ="
                + " lhist(1048576,0,8388608,524288); @c = lhist(2097152,0,8388608,524288); @d ="
                + " lhist(9,0,10,1); @d = lhist(10,0,10,1); print(@d, 0, 2);",
            map(buckets("@d", new Gathering.LinearHistogram(0, 10, 1), 10, 11), 0, 2),
            end(),
            map(buckets("@a", new Gathering.LinearHistogram(0, 95, 10), 0, 10, 10)),
            map(buckets("@b", new Gathering.LinearHistogram(0, 10240, 1024), 3, 5)),
            map(buckets("@c", new Gathering.LinearHistogram(0, 8388608, 524288), 3, 5)),
            map(buckets("@d", new Gathering.LinearHistogram(0, 10, 1), 10, 11))),
        new OutputCase("ties", "for $i : 0..40 { @h[$i] = hist(3); }", end(), map(ties)));
  }

  private static MapFixture histogramKeys() {
    return MapFixture.gathers("@d", new Gathering.PowerHistogram(0), INT8, TEXT)
        .entry(List.of(2, "y"), 4, new long[] {1}, new long[] {1})
        .entry(List.of(1, "x"), 4, new long[] {1});
  }

  private static List<OutputCase> ours() {
    Gathering llquantize = new Gathering.LogLinearHistogram(10, 1, 3, 10);
    List<Integer> wide = new ArrayList<>();
    for (int i = 0; i < 300; i += 7) {
      wide.add(i);
    }
    return List.of(
        new OutputCase(
            "quantize",
            "",
            map(
                buckets(
                    "@q", new Gathering.SignedPowerHistogram(), 61, 62, 63, 64, 65, 66, 66, 77)),
            map(buckets("@r", new Gathering.SignedPowerHistogram(), 0, 1)),
            map(buckets("@s", new Gathering.SignedPowerHistogram(), 127))),
        new OutputCase(
            "llquantize",
            "",
            map(buckets("@l", llquantize, 0, 1, 9, 10, 11, 28)),
            map(buckets("@m", new Gathering.LogLinearHistogram(2, 0, 3, 4), 1, 2, 3, 5))),
        new OutputCase(
            "exphist",
            "",
            map(buckets("@e", new Gathering.ExponentialHistogram(), 0, 1, 33, 52, 323, 324)),
            map(
                buckets(
                    "@wide",
                    new Gathering.ExponentialHistogram(),
                    wide.stream().mapToInt(i -> i).toArray()))),
        new OutputCase(
            "stddev",
            "",
            map(
                MapFixture.gathers("@d", new Gathering.Deviation())
                    .entry(
                        List.of(),
                        0,
                        new long[] {2 + 4 + 4 + 4, 4, 4 + 16 * 3, 0},
                        new long[] {5 + 5 + 7 + 9, 4, 25 + 25 + 49 + 81, 0}))));
  }

  /** The bucket of hist(n, bits), as {@code Gathering} says. */
  private static int fine(long n, int bits) {
    if (n < 1L << bits) {
      return (int) n + 1;
    }
    int e = Long.SIZE - 1 - Long.numberOfLeadingZeros(n);
    return 1 + ((e - bits + 1) << bits) + (int) ((n >> (e - bits)) & ((1 << bits) - 1));
  }

  private static MapFixture counted(String name) {
    return MapFixture.gathers(name, new Gathering.Count())
        .entry(List.of(), 0, new long[] {1}, new long[] {0});
  }

  private static MapFixture buckets(String name, Gathering gathering, int... numbers) {
    MapFixture fixture = MapFixture.gathers(name, gathering);
    for (int number : numbers) {
      fixture.entry(List.of(), number, new long[] {1});
    }
    return fixture;
  }

  private static OutputCase printf(
      String name, String format, String arguments, DecodedValue... values) {
    return new OutputCase(
        "printf-" + name,
        "printf(\"" + format + "\\n\", " + arguments + ");",
        output -> output.printf(Printf.of(format + "\n").format(List.of(values))),
        end());
  }

  private static OutputCase.Step print(Type type, Object value) {
    return output -> output.value(decoded(type, value));
  }

  private static OutputCase.Step map(MapFixture fixture) {
    return output -> output.map(fixture.snapshot().view());
  }

  private static OutputCase.Step map(MapFixture fixture, long top, long divisor) {
    return output -> output.map(fixture.snapshot().view(top, divisor));
  }

  private static OutputCase.Step end() {
    return TraceOutput::end;
  }

  private static DecodedValue decoded(Type type, Object value) {
    return DECODER.decode(type, Bytes.of(type, value), 0);
  }

  private static DecodedValue[] signed(long... numbers) {
    DecodedValue[] values = new DecodedValue[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      values[i] = signed(numbers[i]);
    }
    return values;
  }

  private static DecodedValue signed(long number) {
    return new DecodedValue.Signed(number);
  }

  private static DecodedValue text(String text) {
    return new DecodedValue.Text(ByteText.of(text));
  }

  private static DecodedValue bool(boolean value) {
    return new DecodedValue.Bool(value);
  }
}
