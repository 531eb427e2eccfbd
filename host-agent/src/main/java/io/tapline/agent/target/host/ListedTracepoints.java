package io.tapline.agent.target.host;

import io.tapline.agent.probe.Provider;
import io.tapline.agent.target.ProbeUnavailableException;
import io.tapline.agent.target.tracefs.Tracefs;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

/** {@code sched:sched_switch}. */
record ListedTracepoints(TracefsSource tracefs) implements ListedProvider {
  private static final String ALL = "*";

  @Override
  public Provider provider() {
    return Provider.TRACEPOINT;
  }

  @Override
  public void find(List<String> parts, Consumer<String> found) throws ProbeUnavailableException {
    if (parts.size() != 1 && parts.size() != 2) {
      return;
    }
    String event = parts.get(parts.size() - 1);
    boolean everything = parts.size() == 1 && event.isEmpty();
    Wildcard events = new Wildcard(everything ? ALL : event);
    Wildcard categories = new Wildcard(parts.size() == 2 ? parts.get(0) : ALL);
    for (String name : tracefs.get().all()) {
      int colon = name.indexOf(':');
      if (events.matches(name.substring(colon + 1))
          && categories.matches(name.substring(0, colon))) {
        found.accept(name);
      }
    }
  }

  @Override
  public List<String> arguments(String name, ProbeListing listing)
      throws ProbeUnavailableException {
    Tracefs host = tracefs.get();
    int colon = name.indexOf(':');
    try {
      return host.declarations(name.substring(0, colon), name.substring(colon + 1));
    } catch (IOException e) {
      listing.warning(String.valueOf(e.getMessage()));
      return List.of();
    }
  }
}
