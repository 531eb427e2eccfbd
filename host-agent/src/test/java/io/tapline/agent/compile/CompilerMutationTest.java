package io.tapline.agent.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.tapline.agent.script.config.ScriptArguments;
import io.tapline.agent.script.config.ScriptConfig;
import io.tapline.agent.script.source.Source;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Scripts of the tests with words left out, doubled and put in from other scripts: closer to the
 * language than bytes by chance. Each compiles in both dialects, or is refused with a place.
 */
class CompilerMutationTest {
  private static final Path RESOURCES = Path.of("src/test/resources");
  private static final List<String> FOLDERS = List.of("checked", "corpus", "scripts", "trees");
  private static final Pattern WORD =
      Pattern.compile("\\s+|[$@]?\\w+|\"(?:[^\"\\\\]|\\\\.)*\"|->|[-+*/=<>&|!]{1,2}|.");
  private static final int ROWS = 20;
  private static final int SCRIPTS = 30;
  private static final int MOST_CHANGES = 3;

  private static final List<List<String>> SEEDS = seedScripts();

  static LongStream rows() {
    return LongStream.range(0, ROWS);
  }

  @ParameterizedTest
  @MethodSource("rows")
  void compileOrAreRefused(long row) {
    for (long i = 0; i < SCRIPTS; i++) {
      String text = mutated(new Random(row * SCRIPTS + i));
      answers(text, CompileOptions.DEFAULT);
      answers(text, CompileOptions.trace(ScriptConfig.DEFAULT, ScriptArguments.NONE));
    }
  }

  private static void answers(String text, CompileOptions options) {
    CompileResult result;
    try {
      result =
          ScriptCompiler.compile(new Source("mutated.bt", text), new RecordedCatalog(), options);
    } catch (RuntimeException | StackOverflowError e) {
      throw new AssertionError(options.dialect() + " fails on\n" + text, e);
    }
    if (result instanceof CompileResult.Refused refused) {
      assertThat(refused.diagnostics()).as(text).isNotEmpty();
    }
  }

  static String mutated(Random random) {
    List<String> words = new ArrayList<>(SEEDS.get(random.nextInt(SEEDS.size())));
    int changes = 1 + random.nextInt(MOST_CHANGES);
    for (int i = 0; i < changes && !words.isEmpty(); i++) {
      change(words, random);
    }
    return String.join("", words);
  }

  private static void change(List<String> words, Random random) {
    int at = random.nextInt(words.size());
    switch (random.nextInt(12)) {
      case 0 -> words.remove(at);
      case 1 -> words.add(at, words.get(at));
      case 2 -> {
        List<String> other = SEEDS.get(random.nextInt(SEEDS.size()));
        int from = random.nextInt(other.size());
        int to = Math.min(other.size(), from + 1 + random.nextInt(12));
        words.addAll(at, other.subList(from, to));
      }
      case 3 -> {
        int other = random.nextInt(words.size());
        String word = words.get(at);
        words.set(at, words.get(other));
        words.set(other, word);
      }
      default -> {
        // A word of the same kind: most of these pass the parser.
        List<String> source =
            random.nextBoolean() ? words : SEEDS.get(random.nextInt(SEEDS.size()));
        String word = source.get(random.nextInt(source.size()));
        if (kind(word) == kind(words.get(at))) {
          words.set(at, word);
        } else {
          change(words, random);
        }
      }
    }
  }

  private static int kind(String word) {
    char first = word.charAt(0);
    return Character.isLetter(first) ? 'a' : Character.isDigit(first) ? '0' : first;
  }

  private static List<List<String>> seedScripts() {
    List<List<String>> scripts = new ArrayList<>();
    for (String folder : FOLDERS) {
      try (Stream<Path> files = Files.walk(RESOURCES.resolve(folder))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".bt")).sorted().toList()) {
          scripts.add(words(Files.readString(file)));
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return scripts;
  }

  private static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      words.add(matcher.group());
    }
    return words;
  }
}
