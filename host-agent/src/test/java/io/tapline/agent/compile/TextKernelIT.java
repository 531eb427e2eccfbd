package io.tapline.agent.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tapline.agent.script.ir.Action;
import io.tapline.agent.script.ir.Intrinsic;
import io.tapline.agent.script.ir.Scratch;
import io.tapline.agent.script.ir.Value;
import io.tapline.agent.script.type.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jnr.ffi.Pointer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Functions on texts answer what the same in Java does, for texts of this process's memory. */
class TextKernelIT {
  private static final int ROUNDS = 150;
  private static final List<String> CONSTANTS =
      List.of("", "a", "ab", "aab", "abababab", "bbbbbbbbbbbb");
  private static final List<String> GLOBS =
      List.of("", "*", "a*", "*b", "*ab*", "a?b*a", "??*", "*a*b*");

  @BeforeAll
  static void needsBpf() {
    String missing = TestKernel.missingCapability();
    assumeTrue(missing.isEmpty(), "needs " + missing);
  }

  /** A text that lies in a variable, and one that is read where it is used. */
  private record Texts(Value read, Value kept) {}

  private static Texts texts(int argument, int bytes, List<Action> actions) {
    Value read = Ir.userText(Ir.argument(argument), bytes);
    Scratch kept = Ir.scratch("$t" + argument, new Type.Text(bytes));
    actions.add(Ir.set(kept, read));
    return new Texts(read, Ir.read(kept));
  }

  @ParameterizedTest
  @ValueSource(ints = {8, 13, 64, 200, 1024})
  void answersWhatJavaDoes(int bytes) {
    List<Action> actions = new ArrayList<>();
    List<String> names = new ArrayList<>();
    Texts a = texts(0, bytes, actions);
    Texts b = texts(1, bytes + 3, actions);
    each(names, actions, "length read", Ir.call(Intrinsic.TEXT_LENGTH, Type.UINT64, a.read()));
    each(names, actions, "length kept", Ir.call(Intrinsic.TEXT_LENGTH, Type.UINT64, a.kept()));
    each(names, actions, "same", new Value.TextComparison(true, a.kept(), b.kept()));
    each(names, actions, "other", new Value.TextComparison(false, a.read(), b.kept()));
    each(names, actions, "find", Ir.call(Intrinsic.TEXT_FIND, Type.INT64, a.kept(), b.kept()));
    for (int limit : new int[] {0, 1, 3, 8, 11, 300}) {
      each(names, actions, "differs " + limit, differs(a.kept(), b.read(), limit));
    }
    for (String text : CONSTANTS) {
      each(names, actions, "same " + text, new Value.TextComparison(true, a.read(), Ir.text(text)));
      each(names, actions, "kept " + text, new Value.TextComparison(true, Ir.text(text), a.kept()));
      each(names, actions, "begins " + text, differs(a.read(), Ir.text(text), text.length()));
      each(names, actions, "three " + text, differs(a.kept(), Ir.text(text), 3));
      each(
          names,
          actions,
          "find " + text,
          Ir.call(Intrinsic.TEXT_FIND, Type.INT64, a.kept(), Ir.text(text)));
    }
    for (String glob : GLOBS) {
      each(
          names,
          actions,
          "glob " + glob,
          Ir.call(Intrinsic.TEXT_GLOB, Type.UINT64, a.kept(), Ir.text(glob)));
    }
    Random random = new Random(bytes);
    try (TestKernel kernel = new TestKernel(Ir.compile(actions.toArray(new Action[0])))) {
      for (int round = 0; round < ROUNDS; round++) {
        String first = random(random, bytes);
        String second = random.nextBoolean() ? first : random(random, bytes / 2);
        Pointer firstMemory = memory(first);
        Pointer secondMemory = memory(second);
        kernel.run(0, firstMemory.address(), secondMemory.address());
        String x = cut(first, bytes);
        String y = cut(second, bytes + 3);
        Map<String, Long> expected =
            names.stream().collect(Collectors.toMap(n -> n, n -> expected(n, x, y)));
        assertThat(named(names, kernel.results())).as("'%s' '%s'", x, y).isEqualTo(expected);
      }
      assertThat(kernel.verifiedInstructions()).allMatch(n -> n < 100_000);
    }
  }

  private static Value differs(Value left, Value right, int limit) {
    return Ir.call(Intrinsic.TEXT_DIFFERS, Type.INT64, left, right, Ir.constant(limit));
  }

  private static void each(List<String> names, List<Action> actions, String name, Value value) {
    names.add(name);
    actions.add(Ir.result(names.size(), value));
  }

  private static long expected(String name, String a, String b) {
    String[] words = name.split(" ", 2);
    String word = words.length > 1 ? words[1] : "";
    return switch (words[0]) {
      case "length" -> a.length();
      case "same" -> words.length == 1 ? truth(a.equals(b)) : truth(a.equals(word));
      case "kept" -> truth(a.equals(word));
      case "other" -> truth(!a.equals(b));
      case "find" -> words.length == 1 ? a.indexOf(b) : a.indexOf(word);
      case "differs" -> truth(!cut(a, b, Integer.parseInt(word)));
      case "begins" -> truth(!a.startsWith(word));
      case "three" -> truth(!cut(a, word, 3));
      case "glob" -> truth(Pattern.matches(word.replace("*", ".*").replace("?", "."), a));
      default -> throw new AssertionError(name);
    };
  }

  private static boolean cut(String a, String b, int limit) {
    return a.substring(0, Math.min(limit, a.length()))
        .equals(b.substring(0, Math.min(limit, b.length())));
  }

  private static long truth(boolean truth) {
    return truth ? 1 : 0;
  }

  private static String cut(String text, int bytes) {
    return text.substring(0, Math.min(text.length(), bytes - 1));
  }

  /** Few letters, so that parts repeat. */
  private static String random(Random random, int bytes) {
    int length = random.nextInt(random.nextBoolean() ? 6 : bytes + 10);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(random.nextInt(4) == 0 ? 'b' : 'a');
    }
    return text.toString();
  }

  private static Pointer memory(String text) {
    return TestKernel.user((text + "\0").getBytes(StandardCharsets.US_ASCII));
  }

  private static Map<String, Long> named(List<String> names, Map<Long, Long> results) {
    Map<String, Long> named = new HashMap<>();
    results.forEach((number, value) -> named.put(names.get((int) (number - 1)), value));
    return named;
  }

  @ParameterizedTest
  @ValueSource(ints = {16, 40, 500})
  void joins(int bytes) {
    List<Action> actions = new ArrayList<>();
    Texts a = texts(0, bytes, actions);
    Texts b = texts(1, bytes, actions);
    Type whole = new Type.Text(2 * bytes);
    Type half = new Type.Text(bytes + 5);
    actions.add(Ir.result("whole", Ir.call(Intrinsic.TEXT_JOIN, whole, a.kept(), b.read())));
    actions.add(Ir.result("half", Ir.call(Intrinsic.TEXT_JOIN, half, a.read(), b.kept())));
    Random random = new Random(bytes);
    try (TestKernel kernel = new TestKernel(Ir.compile(actions.toArray(new Action[0])))) {
      for (int round = 0; round < 50; round++) {
        String first = random(random, bytes);
        String second = random(random, bytes);
        Pointer firstMemory = memory(first);
        Pointer secondMemory = memory(second);
        kernel.run(0, firstMemory.address(), secondMemory.address());
        String joined = cut(first, bytes) + cut(second, bytes);
        assertThat(kernel.text("whole", 2 * bytes)).isEqualTo(joined);
        assertThat(kernel.text("half", bytes + 5))
            .isEqualTo(joined.substring(0, Math.min(joined.length(), bytes + 5)));
      }
    }
  }

  @Test
  void readsAsManyBytesAsTheLengthSays() {
    Value bounded =
        new Value.TextRead(
            Ir.argument(0), Optional.of(Ir.argument(1)), Type.AddressSpace.USER, new Type.Text(64));
    try (TestKernel kernel = new TestKernel(Ir.compile(Ir.result("t", bounded)))) {
      String text = "0123456789".repeat(10);
      Pointer memory = memory(text);
      for (int length : new int[] {0, 1, 2, 10, 63, 64, 65, 1000, -1}) {
        kernel.run(0, memory.address(), length);
        int kept = length < 0 || length > 64 ? 64 : length;
        assertThat(kernel.text("t", 64)).isEqualTo(text.substring(0, Math.max(0, kept - 1)));
      }
    }
  }

  @Test
  void growsAVariableByItself() {
    Scratch text = Ir.scratch("$t", new Type.Text(64));
    Value joined = Ir.call(Intrinsic.TEXT_JOIN, text.type(), Ir.read(text), Ir.text("xy"));
    try (TestKernel kernel =
        new TestKernel(
            Ir.compile(
                Ir.set(text, Ir.text("a")),
                Ir.set(text, joined),
                Ir.set(text, joined),
                Ir.result("t", Ir.read(text))))) {
      kernel.run(0);
      assertThat(kernel.text("t", 64)).isEqualTo("axyxy");
    }
  }
}
