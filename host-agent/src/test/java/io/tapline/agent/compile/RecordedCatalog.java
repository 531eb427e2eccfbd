package io.tapline.agent.compile;

import io.tapline.agent.probe.ProbePattern;
import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.probe.Provider;
import io.tapline.agent.probe.UsdtArgument;
import io.tapline.agent.target.ProbeCatalog;
import io.tapline.agent.target.ProbeUnavailableException;
import io.tapline.agent.target.TracepointFormat;
import io.tapline.agent.target.TracepointFormat.FormatField;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The host whose formats and notes lie under src/test/resources/catalog: Linux 6.18 and PostgreSQL
 * 15 of Debian 12. What a script compiles to does not change with the machine the test runs on.
 */
public final class RecordedCatalog implements ProbeCatalog {
  private static final Path ROOT = Path.of("src/test/resources/catalog");
  private static final Path POSTGRES = Path.of("/usr/lib/postgresql/15/bin/postgres");
  private static final Pattern FIELD =
      Pattern.compile(
          "\\s*field:(.*?)\\s*(\\w+)(\\[(\\d*)])?;\\s*offset:(\\d+);\\s*size:(\\d+);\\s*signed:(\\d);");
  private static final Pattern OPERAND =
      Pattern.compile("(-?\\d)@(?:\\$(-?\\d+)|%(\\w+)|(-?\\d+)?\\(%(\\w+)\\)|.*\\(%rip\\))");

  private final Map<String, TracepointFormat> formats = new TreeMap<>();
  private final List<ProbePoint.Usdt> notes = new ArrayList<>();

  public RecordedCatalog() {
    try (var files = Files.walk(ROOT.resolve("formats"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(".format")).sorted().toList()) {
        String event = file.getFileName().toString().replace(".format", "");
        formats.put(file.getParent().getFileName() + ":" + event, format(file));
      }
      for (String line : Files.readAllLines(ROOT.resolve("postgres.usdt"))) {
        notes.add(note(line));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TracepointFormat format(Path file) throws IOException {
    List<FormatField> fields = new ArrayList<>();
    int id = 0;
    for (String line : Files.readAllLines(file)) {
      Matcher field = FIELD.matcher(line);
      if (line.startsWith("ID: ")) {
        id = Integer.parseInt(line.substring(4));
      } else if (field.matches() && !field.group(2).startsWith("common_")) {
        boolean located = field.group(1).startsWith("__data_loc");
        // "__data_loc char[] name" keeps its brackets before the name.
        String type = field.group(1).replace("[]", "").trim();
        String length = field.group(4);
        fields.add(
            new FormatField(
                field.group(2),
                type,
                Integer.parseInt(field.group(5)),
                Integer.parseInt(field.group(6)),
                field.group(7).equals("1"),
                length == null || length.isEmpty() ? 0 : Integer.parseInt(length),
                located));
      }
    }
    return new TracepointFormat(id, fields);
  }

  private static ProbePoint.Usdt note(String line) {
    String[] words = line.split(" ", -1);
    List<UsdtArgument> arguments = new ArrayList<>();
    for (int i = 3; i < words.length; i++) {
      Matcher operand = OPERAND.matcher(words[i]);
      if (operand.matches()) {
        arguments.add(argument(operand));
      }
    }
    long location = Long.decode(words[1].replace(",", ""));
    return new ProbePoint.Usdt(
        POSTGRES, "postgresql", words[0], location, Long.decode(words[2]), arguments);
  }

  private static UsdtArgument argument(Matcher operand) {
    int size = Integer.parseInt(operand.group(1));
    boolean signed = size < 0;
    if (operand.group(2) != null) {
      long constant = Long.parseLong(operand.group(2));
      return new UsdtArgument(
          Math.abs(size), signed, UsdtArgument.Kind.CONSTANT, "", "", 1, constant);
    }
    if (operand.group(3) != null) {
      return new UsdtArgument(
          Math.abs(size), signed, UsdtArgument.Kind.REGISTER, wide(operand.group(3)), "", 1, 0);
    }
    String base = operand.group(5) == null ? "rip" : operand.group(5);
    long displacement =
        operand.group(5) == null
            ? 0x4b1234
            : Long.parseLong(operand.group(4) == null ? "0" : operand.group(4));
    return new UsdtArgument(
        Math.abs(size), signed, UsdtArgument.Kind.MEMORY, base, "", 1, displacement);
  }

  private static String wide(String register) {
    return register.startsWith("e") ? "r" + register.substring(1) : register.replace("d", "");
  }

  @Override
  public List<ProbePoint> match(ProbePattern pattern) throws ProbeUnavailableException {
    if (pattern.provider() == Provider.RAWTRACEPOINT) {
      String event = pattern.parts().get(0);
      return event.startsWith("no_") ? List.of() : List.of(new ProbePoint.RawTracepoint(event));
    }
    if (pattern.provider() == Provider.USDT) {
      return usdt(pattern.parts());
    }
    Pattern glob =
        Pattern.compile(Pattern.quote(String.join(":", pattern.parts())).replace("*", "\\E.*\\Q"));
    List<ProbePoint> points = new ArrayList<>();
    for (String name : formats.keySet()) {
      if (glob.matcher(name).matches()) {
        points.add(new ProbePoint.Tracepoint(name.split(":", 2)[0], name.split(":", 2)[1]));
      }
    }
    return points;
  }

  private List<ProbePoint> usdt(List<String> parts) throws ProbeUnavailableException {
    if (!parts.get(0).endsWith("postgres")) {
      throw new ProbeUnavailableException("no program '" + parts.get(0) + "' on this host");
    }
    String probe = parts.get(parts.size() - 1);
    return notes.stream().filter(n -> n.probe().equals(probe)).map(n -> (ProbePoint) n).toList();
  }

  @Override
  public Optional<TracepointFormat> format(String category, String event) {
    return Optional.ofNullable(formats.get(category + ":" + event));
  }

  @Override
  public List<String> similar(ProbePattern pattern) {
    return pattern.provider() == Provider.TRACEPOINT
        ? List.of("tracepoint:sched:sched_switch")
        : List.of();
  }

  @Override
  public OptionalInt systemCall(String name) {
    return switch (name) {
      case "openat" -> OptionalInt.of(257);
      case "getppid" -> OptionalInt.of(110);
      default -> OptionalInt.empty();
    };
  }
}
