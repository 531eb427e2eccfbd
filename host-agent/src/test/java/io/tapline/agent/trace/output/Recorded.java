package io.tapline.agent.trace.output;

import io.tapline.agent.script.source.Source;
import java.io.ByteArrayOutputStream;
import java.time.ZoneOffset;

/**
 * What was printed.
 *
 * @param out byte string
 * @param err byte string
 */
record Recorded(String out, String err) {
  private static final ScriptPlaces PLACES = ScriptPlaces.in(new Source("script.bt", ""));

  static Recorded text(OutputCase one) {
    return text(one, PLACES, false);
  }

  static Recorded text(OutputCase one, ScriptPlaces places, boolean colours) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    return tell(
        one, new TextOutput(out, err, colours, places, new NoNames(), ZoneOffset.UTC), out, err);
  }

  static Recorded json(OutputCase one) {
    return json(one, PLACES);
  }

  static Recorded json(OutputCase one, ScriptPlaces places) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    return tell(one, new JsonOutput(out, err, false, places, new NoNames()), out, err);
  }

  private static Recorded tell(
      OutputCase one, TraceOutput output, ByteArrayOutputStream out, ByteArrayOutputStream err) {
    one.steps().forEach(step -> step.tell(output));
    output.flush();
    return new Recorded(ByteText.of(out.toByteArray()), ByteText.of(err.toByteArray()));
  }
}
