package io.tapline.agent.trace.output;

import io.tapline.agent.script.source.SourceRange;
import java.io.OutputStream;
import java.time.ZoneId;
import java.util.List;

/**
 * Text for people. What the script prints goes to one stream; that probes are attached, warnings,
 * errors and losses go to another.
 */
public final class TextOutput implements TraceOutput {
  private final ByteSink out;
  private final MessageText messages;
  private final ScriptPlaces places;
  private final HostNames names;
  private final MapText maps;
  private final TrialText trials;

  /**
   * @param out what the script prints: standard output or a file
   * @param messages what is said about it: standard error
   * @param colours whether messages are coloured: if a terminal shows them
   * @param zone of the times in charts
   */
  public TextOutput(
      OutputStream out,
      OutputStream messages,
      boolean colours,
      ScriptPlaces places,
      HostNames names,
      ZoneId zone) {
    this.out = new ByteSink(out);
    this.messages = new MessageText(new ByteSink(messages), colours);
    this.places = places;
    this.names = names;
    this.maps = new MapText(zone);
    this.trials = new TrialText(this.out);
  }

  @Override
  public void attached(int probes) {
    messages.write("Attached " + probes + (probes == 1 ? " probe\n" : " probes\n"));
  }

  @Override
  public void printf(String text) {
    out.write(text);
  }

  @Override
  public void warning(SourceRange place, String text) {
    messages.warning(new PlaceText(places.of(place).get(0)), text);
    callers(place).forEach(p -> messages.shown(p, "expanded from"));
  }

  /** Where the macros are called that a place is in. */
  private List<PlaceText> callers(SourceRange place) {
    return places.of(place).stream().skip(1).map(PlaceText::new).toList();
  }

  @Override
  public void error(SourceRange place, String text) {
    messages.error(new PlaceText(places.of(place).get(0)), text);
    callers(place).forEach(p -> messages.shownError(p, "expanded from"));
  }

  @Override
  public void value(DecodedValue value) {
    out.write(ValueText.of(value) + "\n");
  }

  @Override
  public void map(MapView map) {
    out.write(maps.of(map));
  }

  @Override
  public void time(String text) {
    out.write(text);
  }

  @Override
  public void cat(String text) {
    out.write(text);
  }

  @Override
  public void join(String text) {
    out.write(text + "\n");
  }

  @Override
  public void system(String text) {
    out.write(text + "\n");
  }

  @Override
  public void lost(long events) {
    messages.write("Lost " + events + " events\n");
  }

  @Override
  public void helperFailed(SourceRange place, String helper, int answer) {
    fault(
        place,
        HelperWords.of(helper, answer, names)
            + "\nAdditional Info - helper: "
            + helper
            + ", retcode: "
            + answer);
  }

  @Override
  public void fault(SourceRange place, String words) {
    String what = words;
    for (ScriptPlaces.Place at : places.of(place)) {
      messages.shown(new PlaceText(at), what);
      what = "expanded from";
    }
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
    out.write(RowText.of(columns, values));
  }

  @Override
  public void benchmarks(List<String> all) {
    trials.benchmarks(all);
  }

  @Override
  public void benchmark(String name, long nanos, long runs) {
    trials.benchmark(name, nanos, runs);
  }

  @Override
  public void tests(int count) {
    trials.tests(count);
  }

  @Override
  public void testBegins(String name) {
    trials.begins(name);
  }

  @Override
  public void testEnds(String name, boolean passed, long nanos, String printed) {
    trials.ends(name, passed, nanos, printed);
  }

  @Override
  public void testsEnd(int count, List<String> failed) {
    trials.end(count, failed);
  }

  @Override
  public void end() {
    out.write("\n\n");
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
}
