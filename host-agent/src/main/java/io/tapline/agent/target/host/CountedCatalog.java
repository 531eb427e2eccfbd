package io.tapline.agent.target.host;

import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.target.ProbeUnavailableException;
import java.util.List;
import java.util.Optional;

/** {@code software:EVENT[:COUNT]} and {@code hardware:EVENT[:COUNT]}. */
final class CountedCatalog implements ProviderCatalog {
  private final CountedEvents events;
  private final String keyword;

  CountedCatalog(CountedEvents events) {
    this.events = events;
    this.keyword = events.hardware() ? "hardware" : "software";
  }

  @Override
  public List<ProbePoint> match(List<String> parts) throws ProbeUnavailableException {
    if (parts.isEmpty() || parts.size() > 2) {
      throw new ProbeUnavailableException(
          keyword + " probe type requires 1 or 2 arguments, found " + parts.size(),
          "write " + keyword + ":EVENT or " + keyword + ":EVENT:COUNT");
    }
    String name = parts.get(0);
    if (Wildcard.isPattern(name)) {
      throw new ProbeUnavailableException(
          "wildcards are not allowed for " + keyword + " probe type");
    }
    Optional<CountedEvents.Event> event = events.find(name);
    if (event.isEmpty()) {
      throw new ProbeUnavailableException(
          name + " is not a " + keyword + " probe",
          "they are: " + String.join(", ", events.names()));
    }
    String count = parts.size() == 2 ? parts.get(1) : "";
    long period = count(count);
    return List.of(
        new ProbePoint.Counted(
            events.hardware(),
            name,
            event.get().config(),
            period == 0 ? event.get().period() : period,
            period != 0));
  }

  /** 0 where the script leaves it to us. */
  private long count(String text) throws ProbeUnavailableException {
    if (text.isEmpty() || text.equals("*")) {
      return 0;
    }
    try {
      long count = Numbers.parse(text);
      if (count < 0) {
        throw new ProbeUnavailableException(keyword + " count should be a positive integer");
      }
      return count;
    } catch (Numbers.NoNumberException e) {
      throw new ProbeUnavailableException(
          "Invalid count for " + keyword + " probe: " + e.getMessage());
    }
  }

  @Override
  public List<String> names(List<String> parts) {
    return events.names().stream().map(name -> keyword + ":" + name).toList();
  }
}
