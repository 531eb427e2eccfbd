package io.tapline.agent.trace.output;

import io.tapline.agent.script.source.SourceRange;
import java.io.OutputStream;
import java.util.List;

/** An object of JSON per line, for programs. What the host has to say goes to another stream. */
public final class JsonOutput implements TraceOutput {
  private final ByteSink out;
  private final MessageText messages;
  private final ScriptPlaces places;
  private final HostNames names;

  /**
   * @param out standard output or a file
   * @param messages what the host has to say: standard error
   * @param colours whether that is coloured: if a terminal shows it
   */
  public JsonOutput(
      OutputStream out,
      OutputStream messages,
      boolean colours,
      ScriptPlaces places,
      HostNames names) {
    this.out = new ByteSink(out);
    this.messages = new MessageText(new ByteSink(messages), colours);
    this.places = places;
    this.names = names;
  }

  @Override
  public void attached(int probes) {
    counted("attached_probes", "probes", probes);
  }

  @Override
  public void printf(String text) {
    text("printf", text);
  }

  @Override
  public void warning(SourceRange place, String text) {
    message("warnf", text, "", place);
  }

  @Override
  public void error(SourceRange place, String text) {
    message("errorf", text, "", place);
  }

  @Override
  public void value(DecodedValue value) {
    StringBuilder line = begin("value");
    value.accept(new ValueJson(line));
    out.write(line.append("}\n"));
  }

  @Override
  public void map(MapView map) {
    // bpftrace says nothing of an empty map, except of one that avg() or stats() fills.
    if (map.entries().isEmpty() && map.kind() != MapView.Kind.STATS) {
      return;
    }
    StringBuilder line = begin(MapJson.type(map.kind()));
    MapJson.write(line, map);
    out.write(line.append("}\n"));
  }

  @Override
  public void time(String text) {
    text("time", text);
  }

  @Override
  public void cat(String text) {
    text("cat", text);
  }

  @Override
  public void join(String text) {
    text("join", text);
  }

  @Override
  public void system(String text) {
    text("syscall", text);
  }

  @Override
  public void lost(long events) {
    counted("lost_events", "events", events);
  }

  @Override
  public void helperFailed(SourceRange place, String helper, int answer) {
    String more = ", \"helper\": \"" + helper + "\", \"retcode\": " + answer;
    message("helper_error", names.libraryError(-answer), more, place);
  }

  @Override
  public void fault(SourceRange place, String words) {
    message("runtime_error", words, "", place);
  }

  @Override
  public void hostError(String words) {
    messages.error(words);
  }

  @Override
  public void hostWarning(String words) {
    messages.warning(words);
  }

  @Override
  public void row(List<String> columns, List<DecodedValue> values) {
    StringBuilder line = begin("row").append('{');
    for (int i = 0; i < columns.size(); i++) {
      ValueJson.quote(line.append(i == 0 ? "" : ", "), ByteText.of(columns.get(i))).append(": ");
      values.get(i).accept(new ValueJson(line));
    }
    out.write(line.append("}}\n"));
  }

  @Override
  public void benchmarks(List<String> all) {
    // Each is told when it is over.
  }

  @Override
  public void benchmark(String name, long nanos, long runs) {
    StringBuilder line = ValueJson.quote(begin("benchmark_result").append('{'), name);
    line.append(": {\"average\": ").append(nanos).append(", \"iters\": ").append(runs);
    out.write(line.append("}}}\n"));
  }

  @Override
  public void tests(int count) {
    // Each is told when it is over.
  }

  @Override
  public void testBegins(String name) {
    // It is told when it is over.
  }

  @Override
  public void testEnds(String name, boolean passed, long nanos, String printed) {
    StringBuilder line = ValueJson.quote(begin("test_result").append('{'), name);
    line.append(": {\"duration\": ").append(nanos).append(", \"passed\": ").append(passed);
    out.write(ValueJson.quote(line.append(", \"output\": "), printed).append("}}}\n"));
  }

  @Override
  public void testsEnd(int count, List<String> failed) {
    // Each has been told.
  }

  @Override
  public void end() {
    // Maps are objects of their own.
  }

  @Override
  public void flush() {
    out.flush();
    messages.flush();
  }

  @Override
  public boolean broken() {
    return out.broken();
  }

  private static StringBuilder begin(String type) {
    return new StringBuilder("{\"type\": \"").append(type).append("\", \"data\": ");
  }

  private void text(String type, String text) {
    out.write(ValueJson.quote(begin(type), text).append("}\n"));
  }

  private void counted(String type, String what, long count) {
    out.write(
        String.format(
            "{\"type\": \"%s\", \"count\": %d, \"data\": {\"%s\": %d}}\n",
            type, count, what, count));
  }

  /** Of a place that was expanded from others only the innermost is told. */
  private void message(String type, String text, String more, SourceRange range) {
    PlaceText place = new PlaceText(places.of(range).get(0));
    StringBuilder line = new StringBuilder("{\"type\": \"").append(type).append("\", \"msg\": ");
    ValueJson.quote(line, text).append(more).append(", \"filename\": ");
    ValueJson.quote(line, place.fileName());
    line.append(", \"line\": ").append(place.line()).append(", \"col\": ").append(place.column());
    out.write(line.append("}\n"));
  }
}
