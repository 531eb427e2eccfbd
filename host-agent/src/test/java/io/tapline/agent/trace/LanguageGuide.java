package io.tapline.agent.trace;

import io.tapline.agent.script.config.ScriptArguments;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The examples of {@code docs/language.md}, in the order they stand there. */
final class LanguageGuide {
  private static final String FENCE = "```";

  private final List<String> lines;
  private final List<Example> examples = new ArrayList<>();
  private String heading = "";
  private int next;

  private LanguageGuide(List<String> lines) {
    this.lines = lines;
  }

  /** All examples of a file. */
  static List<Example> read(Path file) throws IOException {
    LanguageGuide guide = new LanguageGuide(Files.readAllLines(file));
    guide.read();
    return guide.examples;
  }

  private void read() {
    while (next < lines.size()) {
      String line = lines.get(next++);
      if (line.startsWith("#")) {
        heading = line.replaceFirst("^#+ ", "");
      } else if (line.startsWith(FENCE)) {
        block(line.substring(FENCE.length()), next);
      }
    }
  }

  private void block(String label, int number) {
    String text = body();
    List<String> words = words(label);
    Optional<Kind> kind = words.isEmpty() ? Optional.empty() : Kind.of(words.get(0));
    if (kind.isPresent()) {
      List<String> arguments = words.subList(1, words.size());
      examples.add(new Example(kind.get(), heading, number, text, arguments, output()));
    }
  }

  /** The output that follows, with nothing but an empty line between. */
  private Optional<String> output() {
    int at = next;
    while (at < lines.size() && lines.get(at).isBlank()) {
      at++;
    }
    if (at >= lines.size() || !lines.get(at).equals(FENCE + "output")) {
      return Optional.empty();
    }
    next = at + 1;
    return Optional.of(body());
  }

  private String body() {
    List<String> body = new ArrayList<>();
    while (!lines.get(next).equals(FENCE)) {
      body.add(lines.get(next++));
    }
    next++;
    return String.join("\n", body);
  }

  private static List<String> words(String label) {
    return label.isBlank() ? List.of() : List.of(label.strip().split(" +"));
  }

  /** What an example is for. */
  enum Kind {
    /** To be run. */
    TRACE("bt"),
    /** To be read only: the kernel of this host may not have what it asks for. */
    OTHER("bt-other"),
    /** To be compiled for the pipeline. */
    PIPELINE("bt-pipeline");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    private static Optional<Kind> of(String word) {
      return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }
  }

  /**
   * One example.
   *
   * @param line its first, from 1
   * @param words what stands after its kind: the command line
   * @param output what it prints, if that is told
   */
  record Example(
      Kind kind,
      String heading,
      int line,
      String text,
      List<String> words,
      Optional<String> output) {
    Example {
      words = List.copyOf(words);
    }

    /** Whether it is to answer in JSON. */
    boolean json() {
      return words.contains("json");
    }

    /** What it is given. */
    ScriptArguments arguments() {
      List<String> positional = new ArrayList<>();
      Map<String, String> named = new LinkedHashMap<>();
      for (String word : words) {
        if (word.startsWith("--") && word.contains("=")) {
          named.put(word.substring(2, word.indexOf('=')), word.substring(word.indexOf('=') + 1));
        } else if (!word.startsWith("-") && !word.equals("json")) {
          positional.add(word);
        }
      }
      return new ScriptArguments(
          positional, named, OptionalInt.empty(), OptionalInt.empty(), words.contains("--unsafe"));
    }

    @Override
    public String toString() {
      return line + " " + heading;
    }
  }
}
