package io.tapline.agent.target.host;

import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.target.ProbeUnavailableException;
import io.tapline.agent.target.btf.Btf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** {@code rawtracepoint:EVENT}; the kernel's BTF has the list. */
final class RawTracepointCatalog implements ProviderCatalog {
  private final Path btf;
  private final AtomicReference<List<String>> events = new AtomicReference<>();

  RawTracepointCatalog(Path btf) {
    this.btf = btf;
  }

  @Override
  public List<ProbePoint> match(List<String> parts) throws ProbeUnavailableException {
    if (parts.size() != 1) {
      throw new ProbeUnavailableException("a raw tracepoint is written rawtracepoint:EVENT");
    }
    Glob event = new Glob(parts.get(0));
    return events().stream()
        .filter(event::matches)
        .<ProbePoint>map(ProbePoint.RawTracepoint::new)
        .toList();
  }

  @Override
  public List<String> names(List<String> parts) throws ProbeUnavailableException {
    return events().stream().map(e -> new ProbePoint.RawTracepoint(e).name()).toList();
  }

  /** Names are kept, the 6 MB they come from are not. */
  private List<String> events() throws ProbeUnavailableException {
    List<String> known = events.get();
    if (known == null) {
      try {
        known = Btf.open(btf).rawTracepoints().stream().sorted().distinct().toList();
      } catch (IOException e) {
        throw new ProbeUnavailableException(
            "raw tracepoints need the kernel's BTF, which cannot be read ("
                + e.getMessage()
                + "); use a kernel built with CONFIG_DEBUG_INFO_BTF=y");
      }
      events.set(known);
    }
    return known;
  }
}
