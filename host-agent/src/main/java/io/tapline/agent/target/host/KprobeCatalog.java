package io.tapline.agent.target.host;

import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.target.ProbeUnavailableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * {@code kprobe:FUNCTION}, {@code kprobe:FUNCTION+OFFSET} and either behind {@code MODULE:}.
 * Whether this kernel has kprobes is found when they are attached, so that scripts compile
 * anywhere.
 */
final class KprobeCatalog implements ProviderCatalog {
  /** Pieces that the compiler split off a function; the kernel cannot trace them. */
  private static final String PART = ".part.";

  private final KernelFunctionList functions;
  private final boolean returns;

  KprobeCatalog(KernelFunctionList functions, boolean returns) {
    this.functions = functions;
    this.returns = returns;
  }

  @Override
  public List<ProbePoint> match(List<String> parts) throws ProbeUnavailableException {
    if (parts.size() != 1 && parts.size() != 2) {
      throw new ProbeUnavailableException(
          keyword() + " probe type requires 1 or 2 arguments, found " + parts.size(),
          "write " + keyword() + ":FUNCTION");
    }
    String module = parts.size() == 2 ? parts.get(0) : "";
    FunctionPlace place = FunctionPlace.parse(parts.get(parts.size() - 1), !returns, false);
    if (place.function().isEmpty()) {
      throw new ProbeUnavailableException("kprobes should be attached to a function");
    }
    Wildcard modules = new Wildcard(module.isEmpty() ? "*" : module);
    Wildcard names = new Wildcard(place.function());
    // The name shows a module only where the script does, and then the one that it is in.
    TreeSet<String> found = new TreeSet<>();
    visit(
        (in, name) -> {
          if (names.matches(name) && modules.matches(in) && !name.contains(PART)) {
            found.add(module.isEmpty() ? name : in + ":" + name);
          }
          return found.isEmpty() || place.isPattern() || Wildcard.isPattern(module);
        });
    return found.stream().map(name -> point(name, place.offset())).toList();
  }

  private ProbePoint point(String name, long offset) {
    int colon = name.indexOf(':');
    return new ProbePoint.Kprobe(
        colon < 0 ? "" : name.substring(0, colon), name.substring(colon + 1), offset, returns);
  }

  private void visit(KernelFunctionList.Visitor visitor) throws ProbeUnavailableException {
    try {
      functions.forEach(visitor);
    } catch (IOException e) {
      throw new ProbeUnavailableException(
          "the kernel's functions cannot be listed: " + e.getMessage());
    }
  }

  @Override
  public List<String> names(List<String> parts) throws ProbeUnavailableException {
    List<String> names = new ArrayList<>();
    visit(
        (module, name) -> {
          names.add(keyword() + ":" + name);
          return true;
        });
    return names;
  }

  private String keyword() {
    return returns ? "kretprobe" : "kprobe";
  }
}
