package io.tapline.agent.target.tracefs;

import io.tapline.agent.target.TracepointFormat;
import io.tapline.agent.target.TracepointFormat.FormatField;
import io.tapline.agent.target.read.MalformedInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a {@code format} file of tracefs (kernel/trace/trace_events.c, f_show):
 *
 * <pre>
 * name: sched_process_exec
 * ID: 310
 * format:
 *     field:unsigned short common_type;  offset:0;  size:2;  signed:0;
 *     ...
 *
 *     field:__data_loc char[] filename;  offset:8;  size:4;  signed:0;
 *     field:pid_t pid;                   offset:12; size:4;  signed:1;
 *
 * print fmt: ...
 * </pre>
 */
public final class FormatParser {
  private static final Pattern FIELD =
      Pattern.compile(
          "\\s*field:(.{1,512});\\s*offset:(\\d{1,9});\\s*size:(\\d{1,9});\\s*signed:([01]);\\s*");

  /** Type, name, and brackets behind the name or, of a data location, before it. */
  private static final Pattern DECLARATION =
      Pattern.compile("(.*?)(\\[[^\\]]*\\])?\\s*\\b(\\w+)\\s*(\\[[^\\]]*\\])?");

  private static final Map<String, Integer> ELEMENT_BYTES =
      Map.of("u32", 4, "__u32", 4, "int", 4, "unsigned int", 4, "u64", 8, "unsigned long", 8);

  private static final String COMMON = "common_";
  private static final String DATA_LOCATION = "__data_loc";

  private final String source;

  /**
   * @param source what an error calls the text
   */
  public FormatParser(String source) {
    this.source = source;
  }

  /**
   * Reads a whole file.
   *
   * @throws MalformedInputException with the line that is not as it should be
   */
  public TracepointFormat parse(String text) throws MalformedInputException {
    int id = -1;
    List<FormatField> fields = new ArrayList<>();
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      if (line.startsWith("ID:")) {
        id = id(line, number);
      } else if (line.stripLeading().startsWith("field:")) {
        FormatField field = field(line, number);
        if (!field.name().startsWith(COMMON)) {
          fields.add(field);
        }
      } else if (line.startsWith("print fmt:")) {
        break;
      }
    }
    if (id < 0) {
      throw malformed(number, "no line 'ID: number'");
    }
    return new TracepointFormat(id, fields);
  }

  private int id(String line, int number) throws MalformedInputException {
    try {
      return Integer.parseUnsignedInt(line.substring("ID:".length()).strip());
    } catch (NumberFormatException e) {
      throw malformed(number, "ID is not a number");
    }
  }

  private FormatField field(String line, int number) throws MalformedInputException {
    Matcher matcher = FIELD.matcher(line);
    if (!matcher.matches()) {
      throw malformed(number, "field line is not 'field:...; offset:N; size:N; signed:N;'");
    }
    Matcher declaration = DECLARATION.matcher(matcher.group(1).strip());
    if (!declaration.matches()) {
      throw malformed(number, "field declaration is not 'type name'");
    }
    String type = declaration.group(1).strip();
    String brackets = declaration.group(4);
    int size = Integer.parseInt(matcher.group(3));
    return new FormatField(
        declaration.group(3),
        type,
        Integer.parseInt(matcher.group(2)),
        size,
        matcher.group(4).equals("1"),
        brackets == null ? 0 : length(brackets, type, size),
        type.startsWith(DATA_LOCATION));
  }

  /** Elements, worked out from the size where the length is an expression or left open. */
  private static int length(String brackets, String type, int sizeBytes) {
    String expression = brackets.substring(1, brackets.length() - 1).strip();
    if (expression.matches("\\d{1,9}")) {
      return Integer.parseInt(expression);
    }
    return sizeBytes / ELEMENT_BYTES.getOrDefault(type, 1);
  }

  private MalformedInputException malformed(int line, String problem) {
    return new MalformedInputException(source, "line " + line, problem);
  }
}
