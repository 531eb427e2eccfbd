package io.tapline.dashboard.api;

import io.tapline.dashboard.view.Filter;
import io.tapline.dashboard.view.TimeRange;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Fields;

/** The parameters of one request, each checked and every misfit a located problem. */
public final class Parameters {
  private static final int LONGEST_TEXT = 4096;
  private static final int MOST_PARAMETERS = 32;
  private static final Set<String> FILTER_AND_RANGE =
      Set.of("tapset", "host", "key", "from", "to", "last");
  private static final long LATEST_SECOND = 0xFFFFFFFFL;

  private final Map<String, String> values;
  private final Clock clock;

  private Parameters(Map<String, String> values, Clock clock) {
    this.values = values;
    this.clock = clock;
  }

  /** Takes the parameters out of a request's address. */
  public static Parameters of(Request request, Clock clock) {
    Fields fields;
    try {
      fields = Request.extractQueryParameters(request);
    } catch (RuntimeException e) {
      // Jetty tells an undecodable query by several unrelated types.
      throw new ProblemException(
          400, "the query string cannot be decoded", "address", "send UTF-8, percent-encoded");
    }
    if (fields.getSize() > MOST_PARAMETERS) {
      throw new ProblemException(
          400, "more than " + MOST_PARAMETERS + " parameters", "address", "send fewer");
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (Fields.Field field : fields) {
      if (field.getValues().size() > 1) {
        throw misfit(field.getName(), "is given more than once", "give it once");
      }
      if (field.getValue().length() > LONGEST_TEXT) {
        throw misfit(
            field.getName(), "is longer than " + LONGEST_TEXT + " characters", "shorten it");
      }
      values.put(field.getName(), field.getValue());
    }
    return new Parameters(values, clock);
  }

  /** Refuses names beyond the filter's, the range's and the given ones. */
  Parameters only(String... further) {
    Set<String> known = Set.of(further);
    for (String name : values.keySet()) {
      if (!FILTER_AND_RANGE.contains(name) && !known.contains(name)) {
        throw misfit(name, "is not known here", "remove it");
      }
    }
    return this;
  }

  /** All of them as text. */
  Map<String, String> all() {
    return values;
  }

  String text(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  String oneOf(String name, String first, String second) {
    String value = text(name, first);
    if (!value.equals(first) && !value.equals(second)) {
      throw misfit(name, "is neither " + first + " nor " + second, "choose one of them");
    }
    return value;
  }

  /** The filter; without a tapset nothing can be asked. */
  public Filter filter() {
    String tapset = text("tapset", "");
    if (tapset.isEmpty()) {
      throw misfit("tapset", "is missing", "name a tapset; /api/tapsets lists them");
    }
    return new Filter(tapset, text("host", ""), text("key", ""));
  }

  /** The filter, possibly without a tapset. */
  public Filter anyFilter() {
    return new Filter(text("tapset", ""), text("host", ""), text("key", ""));
  }

  /** The range: {@code last} seconds (900 unless told), or {@code from} and {@code to}. */
  TimeRange range() {
    if (values.containsKey("from") || values.containsKey("to")) {
      long from = whole("from", 0, LATEST_SECOND, -1);
      long to = whole("to", 0, LATEST_SECOND, -1);
      if (from < 0 || to <= from) {
        throw misfit("from", "and to are no range", "give both, in epoch seconds, from < to");
      }
      if (to - from > TimeRange.MOST_SECONDS) {
        throw misfit("from", "is more than 31 days before to", "ask for a shorter range");
      }
      return TimeRange.between(from, to, clock.instant());
    }
    return TimeRange.last(lastSeconds(), clock.instant());
  }

  /** How far back a live view reaches. */
  public long lastSeconds() {
    return whole("last", 10, TimeRange.MOST_SECONDS, 900);
  }

  /** A whole number within bounds. */
  long whole(String name, long least, long most, long otherwise) {
    String value = values.get(name);
    if (value == null) {
      return otherwise;
    }
    try {
      long number = Long.parseLong(value);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // Falls through to the one message that says what would fit.
    }
    throw misfit(name, "is no whole number from " + least + " to " + most, "correct it");
  }

  private static ProblemException misfit(String name, String what, String remedy) {
    return new ProblemException(
        400, "parameter '" + name + "' " + what, "parameter '" + name + "'", remedy);
  }
}
