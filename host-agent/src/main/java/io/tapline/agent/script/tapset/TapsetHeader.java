package io.tapline.agent.script.tapset;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a tapset says of itself: the {@code name: value} lines of the first block comment of its
 * script.
 *
 * @param tapset its name, for example {@code pg.query}
 * @param question what it answers, in the words of the problem
 * @param keys names of the key's parts, in order
 * @param value name of the measured field; empty when only occurrences are counted
 * @param unit ns, bytes or count
 * @param aggregation histogram, count, sum or event
 * @param redactions field name to kind of redaction
 * @param entries every line of the header as written
 */
public record TapsetHeader(
    String tapset,
    String question,
    List<String> keys,
    String value,
    String unit,
    String aggregation,
    Map<String, String> redactions,
    Map<String, String> entries) {
  private static final Pattern COMMENT = Pattern.compile("/\\*(.*?)\\*/", Pattern.DOTALL);
  private static final Pattern LINE = Pattern.compile("^[\\s*]*([a-z_]+):\\s*(.*?)\\s*$");

  public TapsetHeader {
    keys = List.copyOf(keys);
    redactions = Map.copyOf(redactions);
  }

  /**
   * Reads the header of a script.
   *
   * @param script its text
   * @param fallback the name when the header gives none
   */
  public static TapsetHeader of(String script, String fallback) {
    Map<String, String> entries = new LinkedHashMap<>();
    Matcher comment = COMMENT.matcher(script);
    if (comment.find()) {
      String last = null;
      for (String text : comment.group(1).split("\n", -1)) {
        Matcher line = LINE.matcher(text);
        String continued = text.replaceFirst("^[\\s*]*", "").strip();
        if (line.matches()) {
          last = line.group(1);
          entries.putIfAbsent(last, line.group(2));
        } else if (last != null && !continued.isEmpty() && text.matches("^[\\s*]*\\s{4,}.*")) {
          entries.merge(last, continued, (a, b) -> a + " " + b);
        } else {
          last = null;
        }
      }
    }
    return new TapsetHeader(
        entries.getOrDefault("tapset", fallback),
        entries.getOrDefault("question", ""),
        list(entries.getOrDefault("key", "")),
        none(entries.getOrDefault("value", "")),
        entries.getOrDefault("unit", "count"),
        entries.getOrDefault("aggregation", ""),
        pairs(entries.getOrDefault("redact", "")),
        entries);
  }

  private static String none(String text) {
    return text.equals("none") || text.equals("-") ? "" : text;
  }

  private static List<String> list(String text) {
    return Arrays.stream(none(text).split("[,\\s]+")).filter(part -> !part.isEmpty()).toList();
  }

  private static Map<String, String> pairs(String text) {
    Map<String, String> pairs = new LinkedHashMap<>();
    for (String part : none(text).split(",", -1)) {
      String[] sides = part.split("=", -1);
      if (sides.length == 2) {
        pairs.put(sides[0].strip(), sides[1].strip());
      }
    }
    return pairs;
  }
}
