package io.tapline.agent.target.host;

import io.tapline.agent.probe.Provider;
import io.tapline.agent.target.ProbeUnavailableException;
import java.util.List;
import java.util.function.Consumer;

/** {@code vmlinux:sched_switch}. */
record ListedRawTracepoints(RawTracepointCatalog catalog, KernelArguments kernel)
    implements ListedProvider {
  private static final String PREFIX = RawTracepointCatalog.KERNEL + ":";

  @Override
  public Provider provider() {
    return Provider.RAWTRACEPOINT;
  }

  @Override
  public void find(List<String> parts, Consumer<String> found) throws ProbeUnavailableException {
    boolean module = parts.size() == 2;
    if (parts.size() > 2
        || (module && !new Wildcard(parts.get(0)).matches(RawTracepointCatalog.KERNEL))) {
      return;
    }
    Wildcard events = new Wildcard(parts.get(parts.size() - 1));
    catalog.events().stream().filter(events::matches).forEach(e -> found.accept(PREFIX + e));
  }

  @Override
  public List<String> arguments(String name, ProbeListing listing)
      throws ProbeUnavailableException {
    return kernel.ofRawTracepoint(name.substring(PREFIX.length()));
  }
}
