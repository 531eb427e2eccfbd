package io.tapline.dashboard.grafana;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What Grafana and its ClickHouse plugin (4.x) put in place of macros and variables before a
 * panel's SQL is sent.
 *
 * @param from range start, epoch seconds
 * @param to range end, epoch seconds
 * @param intervalSeconds of one point
 * @param variables values by name, several separated by commas; "" means All
 */
record GrafanaMacros(long from, long to, int intervalSeconds, Map<String, String> variables) {
  private static final Pattern CONDITIONAL =
      Pattern.compile("\\$__conditionalAll\\(((?:[^()]|\\([^()]*\\))*),\\s*\\$(\\w+)\\)");
  private static final Pattern QUOTED = Pattern.compile("\\$\\{(\\w+):singlequote\\}");

  String expand(String sql) {
    String text = replace(CONDITIONAL, sql, m -> value(m.group(2)).isEmpty() ? "1=1" : m.group(1));
    text =
        replace(
            Pattern.compile("\\$__timeFilter\\((\\w+)\\)"),
            text,
            m ->
                m.group(1)
                    + " >= toDateTime("
                    + from
                    + ") AND "
                    + m.group(1)
                    + " <= toDateTime("
                    + to
                    + ")");
    text =
        replace(
            Pattern.compile("\\$__timeInterval\\((\\w+)\\)"),
            text,
            m ->
                "toStartOfInterval(toDateTime("
                    + m.group(1)
                    + "), INTERVAL "
                    + intervalSeconds
                    + " second)");
    text = text.replace("$__interval_s", String.valueOf(intervalSeconds));
    text = text.replace("$__fromTime", "toDateTime(" + from + ")");
    text = text.replace("$__toTime", "toDateTime(" + to + ")");
    return replace(
        QUOTED,
        text,
        m ->
            Stream.of(value(m.group(1)).split(","))
                .map(v -> "'" + v + "'")
                .collect(Collectors.joining(",")));
  }

  private String value(String name) {
    String value = variables.get(name);
    if (value == null) {
      throw new AssertionError("variable " + name + " is used and not defined");
    }
    return value;
  }

  private static String replace(
      Pattern pattern,
      String text,
      java.util.function.Function<java.util.regex.MatchResult, String> by) {
    return pattern.matcher(text).replaceAll(m -> Matcher.quoteReplacement(by.apply(m)));
  }
}
