package io.tapline.cli.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tapline.cli.output.Format;
import io.tapline.cli.output.PlainText;
import io.tapline.cli.output.Quantity;
import io.tapline.cli.output.Terminal;
import io.tapline.cli.store.EventTail.Event;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Writes one event per line: a stream has no end that a table or an array could wait for. */
final class EventLines {
  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private final Terminal terminal;
  private final Format format;
  private final ObjectMapper mapper = new ObjectMapper();
  private long written;

  EventLines(Terminal terminal, Format format) {
    this.terminal = terminal;
    this.format = format;
  }

  long written() {
    return written;
  }

  void write(Event event) {
    if (written++ == 0 && format == Format.CSV) {
      terminal.out().print("time,host,tapset,key,value,unit,comm,pid,fields\r\n");
    }
    switch (format) {
      case TABLE -> terminal.out().println(line(event));
      case JSON -> terminal.out().println(json(event));
      case CSV -> terminal.out().print(csv(event));
    }
    terminal.out().flush();
  }

  private String line(Event event) {
    String value = event.unit().isEmpty() ? "" : Quantity.of((double) event.value(), event.unit());
    return terminal.style("2", CLOCK.format(event.time()))
        + String.format(
            Locale.ROOT,
            "  %-12s  %-16s  %10s  %-16s %7d  ",
            PlainText.escape(event.host()),
            PlainText.escape(event.tapset()),
            value,
            PlainText.escape(event.comm()),
            event.pid())
        + PlainText.escape((event.key() + " " + fields(event)).strip());
  }

  private String json(Event event) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("time", event.time().toString());
    object.put("host", event.host());
    object.put("tapset", event.tapset());
    object.put("key", event.key());
    object.put("value", event.value());
    object.put("unit", event.unit());
    object.put("comm", event.comm());
    object.put("pid", event.pid());
    object.put("fields", event.fields());
    try {
      return mapper.writeValueAsString(object);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("no JSON for " + object, e);
    }
  }

  private static String csv(Event event) {
    String[] cells = {
      event.time().toString(),
      event.host(),
      event.tapset(),
      event.key(),
      Long.toString(event.value()),
      event.unit(),
      event.comm(),
      Long.toString(event.pid()),
      fields(event)
    };
    StringBuilder line = new StringBuilder();
    for (String cell : cells) {
      line.append(line.length() == 0 ? "" : ",").append(quoted(cell));
    }
    return line.append("\r\n").toString();
  }

  private static String quoted(String cell) {
    return '"' + cell.replace("\"", "\"\"") + '"';
  }

  private static String fields(Event event) {
    return String.join(
        " ", event.fields().entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList());
  }
}
