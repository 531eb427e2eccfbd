package io.tapline.agent.target.host;

import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.target.ProbeUnavailableException;
import io.tapline.agent.target.read.MalformedInputException;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * {@code rawtracepoint:EVENT} and {@code rawtracepoint:MODULE:EVENT}; the kernel's BTF has the
 * list. Those of modules are not in it.
 */
final class RawTracepointCatalog implements ProviderCatalog {
  static final String KERNEL = "vmlinux";

  private final KernelTypes types;
  private final AtomicReference<List<String>> events = new AtomicReference<>();

  RawTracepointCatalog(KernelTypes types) {
    this.types = types;
  }

  @Override
  public List<ProbePoint> match(List<String> parts) throws ProbeUnavailableException {
    if (parts.size() != 1 && parts.size() != 2) {
      throw new ProbeUnavailableException(
          "rawtracepoint probe type requires 2 or 1 arguments, found " + parts.size(),
          "write rawtracepoint:EVENT or rawtracepoint:MODULE:EVENT");
    }
    if (parts.size() == 2 && !new Glob(parts.get(0)).matches(KERNEL)) {
      return List.of();
    }
    Glob event = new Glob(parts.get(parts.size() - 1));
    return events().stream()
        .filter(event::matches)
        .<ProbePoint>map(name -> new ProbePoint.RawTracepoint(KERNEL, name))
        .toList();
  }

  @Override
  public List<String> names(List<String> parts) throws ProbeUnavailableException {
    String module = parts.size() == 2 ? KERNEL + ":" : "";
    return events().stream().map(e -> "rawtracepoint:" + module + e).toList();
  }

  /** Names are kept, the 6 MB they come from are not. */
  List<String> events() throws ProbeUnavailableException {
    List<String> known = events.get();
    if (known == null) {
      try {
        known = types.get("raw tracepoints").rawTracepoints().stream().sorted().distinct().toList();
      } catch (MalformedInputException e) {
        throw new ProbeUnavailableException("raw tracepoints: " + e.getMessage());
      }
      events.set(known);
    }
    return known;
  }
}
