package io.tapline.storage.query;

import java.time.Clock;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A question with a name, read from {@code queries/NAME.sql}. The file's header, in comment lines:
 *
 * <pre>
 *   -- question: what it answers, one line
 *   -- param NAME TYPE [= DEFAULT] : meaning, unit      TYPE is string, number or time
 *   -- column NAME : meaning, unit
 *   -- cost: what it reads, and how long that took where
 * </pre>
 *
 * <p>Values go to the server as parameters and never into the text.
 *
 * @param question what it answers
 * @param parameters in the order of the header
 * @param columns of the answer, in order
 * @param cost what it reads and how long that takes
 * @param sql the text, header included
 */
public record NamedQuery(
    String name,
    String question,
    List<Parameter> parameters,
    List<Column> columns,
    String cost,
    String sql) {
  private static final Pattern PARAM =
      Pattern.compile("-- param (\\w+) (\\w+)(?: = (\\S*))? : (.+)");
  private static final Pattern COLUMN = Pattern.compile("-- column (\\w+) : (.+)");
  private static final String QUESTION = "-- question: ";
  private static final String COST = "-- cost: ";

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException for a header line that cannot be read, or a missing question
   */
  static NamedQuery parse(String name, String text) {
    String question = "";
    String cost = "";
    List<Parameter> parameters = new ArrayList<>();
    List<Column> columns = new ArrayList<>();
    for (String line : text.lines().toList()) {
      Matcher param = PARAM.matcher(line);
      Matcher column = COLUMN.matcher(line);
      if (param.matches()) {
        parameters.add(
            new Parameter(
                param.group(1),
                ParameterType.named(param.group(2)),
                param.group(3),
                param.group(4)));
      } else if (column.matches()) {
        columns.add(new Column(column.group(1), column.group(2)));
      } else if (line.startsWith(QUESTION)) {
        question = line.substring(QUESTION.length());
      } else if (line.startsWith(COST)) {
        cost = line.substring(COST.length());
      } else if (line.startsWith("-- param") || line.startsWith("-- column")) {
        throw new IllegalArgumentException(
            "query " + name + ": cannot read the header line " + line);
      }
    }
    if (question.isEmpty()) {
      throw new IllegalArgumentException("query " + name + ": no '-- question:' line");
    }
    return new NamedQuery(
        name, question, List.copyOf(parameters), List.copyOf(columns), cost, text);
  }

  /**
   * Puts values to the parameters.
   *
   * @param given texts by parameter name; what is missing takes its default
   * @param clock what {@code now} means
   * @throws BadQueryException naming the parameter and what it should have been
   */
  public RenderedQuery render(Map<String, String> given, Clock clock) {
    for (String name : given.keySet()) {
      if (parameters.stream().noneMatch(parameter -> parameter.name().equals(name))) {
        throw new BadQueryException(
            "query " + this.name + " has no parameter " + name + "; it has " + parameterNames());
      }
    }
    Map<String, Object> params = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      String text = given.getOrDefault(parameter.name(), parameter.defaultText());
      if (text == null) {
        throw new BadQueryException(
            "query " + name + " needs the parameter " + parameter.name() + ": " + parameter.doc());
      }
      params.put(parameter.name(), value(parameter, text, clock));
    }
    return new RenderedQuery(sql, params);
  }

  private Object value(Parameter parameter, String text, Clock clock) {
    try {
      return parameter.type().parse(text, clock);
    } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) {
      throw new BadQueryException(
          "query "
              + name
              + ": parameter "
              + parameter.name()
              + " = '"
              + text
              + "' is not "
              + parameter.type().words());
    }
  }

  private String parameterNames() {
    List<String> names = parameters.stream().map(Parameter::name).toList();
    return names.isEmpty() ? "none" : String.join(", ", names);
  }
}
