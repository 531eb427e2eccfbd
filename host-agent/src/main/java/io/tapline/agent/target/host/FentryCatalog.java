package io.tapline.agent.target.host;

import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.target.ProbeUnavailableException;
import io.tapline.agent.target.btf.BtfKind;
import io.tapline.agent.target.read.MalformedInputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * {@code fentry:FUNCTION} and {@code fentry:MODULE:FUNCTION}: functions that the kernel's BTF
 * describes. Those of modules are not in it. Whether this kernel lets programs be put on its
 * functions is found when they are loaded, so that scripts compile anywhere.
 */
final class FentryCatalog implements ProviderCatalog {
  private static final String PROGRAMS = "bpf";

  private final KernelTypes types;
  private final boolean exit;

  FentryCatalog(KernelTypes types, boolean exit) {
    this.types = types;
    this.exit = exit;
  }

  @Override
  public List<ProbePoint> match(List<String> parts) throws ProbeUnavailableException {
    if (parts.isEmpty() || parts.size() > 3) {
      throw new ProbeUnavailableException(
          keyword() + " probe type requires 1 or 3 arguments, found " + parts.size(),
          "write " + keyword() + ":FUNCTION");
    }
    if (parts.get(0).equals(PROGRAMS)) {
      throw new ProbeUnavailableException(
          keyword() + ":bpf: probes in other BPF programs are not built");
    }
    if (parts.size() == 3) {
      throw new ProbeUnavailableException(
          "Only the 'bpf' variant of this probe supports 4 arguments");
    }
    String function = parts.get(parts.size() - 1);
    if (function.isEmpty()) {
      throw new ProbeUnavailableException("fentry/fexit should specify a function");
    }
    boolean here =
        parts.size() == 1 || new Wildcard(parts.get(0)).matches(RawTracepointCatalog.KERNEL);
    return here ? functions(function) : List.of();
  }

  private List<ProbePoint> functions(String pattern) throws ProbeUnavailableException {
    Wildcard names = new Wildcard(pattern);
    List<ProbePoint> found = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    try {
      types
          .get("fentry and fexit")
          .forEach(
              BtfKind.FUNC,
              (name, id) -> {
                if (names.matches(name) && seen.add(name)) {
                  found.add(new ProbePoint.Fentry(RawTracepointCatalog.KERNEL, name, id, exit));
                }
              });
    } catch (MalformedInputException e) {
      throw new ProbeUnavailableException("fentry and fexit: " + e.getMessage());
    }
    found.sort(Comparator.comparing(ProbePoint::name));
    return found;
  }

  @Override
  public List<String> names(List<String> parts) throws ProbeUnavailableException {
    return functions("*").stream()
        .map(p -> keyword() + ":" + ((ProbePoint.Fentry) p).function())
        .toList();
  }

  private String keyword() {
    return exit ? "fexit" : "fentry";
  }
}
