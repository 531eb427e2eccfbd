package io.tapline.agent.target.host;

import io.tapline.agent.probe.ProbePoint;
import io.tapline.agent.target.ProbeUnavailableException;
import io.tapline.agent.target.btf.Btf;
import io.tapline.agent.target.btf.BtfKind;
import io.tapline.agent.target.read.MalformedInputException;
import java.util.List;
import java.util.TreeSet;

/**
 * {@code iter:KIND} and {@code iter:KIND:PIN}; the kinds are those of which the kernel's BTF has
 * both the context, {@code struct bpf_iter__KIND}, and the function, {@code bpf_iter_KIND}.
 */
final class IteratorCatalog implements ProviderCatalog {
  private static final String CONTEXT = "bpf_iter__";
  private static final String FUNCTION = "bpf_iter_";

  private final KernelTypes types;

  IteratorCatalog(KernelTypes types) {
    this.types = types;
  }

  @Override
  public List<ProbePoint> match(List<String> parts) throws ProbeUnavailableException {
    if (parts.isEmpty() || parts.size() > 2) {
      throw new ProbeUnavailableException(
          "iter probe type takes 2 arguments (1 optional)", "write iter:task or iter:task:PIN");
    }
    if (parts.stream().anyMatch(Wildcard::isPattern)) {
      throw new ProbeUnavailableException("iter probe type does not support wildcards");
    }
    if (parts.get(0).isEmpty()) {
      throw new ProbeUnavailableException("iter should specify a iterator's name");
    }
    List<String> kinds = kinds();
    if (!kinds.contains(parts.get(0))) {
      throw new ProbeUnavailableException(
          "iter " + parts.get(0) + " not available for your kernel version.",
          "this kernel has " + String.join(", ", kinds));
    }
    String pin = parts.size() == 2 ? parts.get(1) : "";
    return List.of(new ProbePoint.Iterator(parts.get(0), pin));
  }

  /** In the order of their names. */
  List<String> kinds() throws ProbeUnavailableException {
    Btf btf = types.get("iterators");
    TreeSet<String> contexts = new TreeSet<>();
    TreeSet<String> functions = new TreeSet<>();
    try {
      btf.forEach(
          BtfKind.STRUCT,
          (name, id) -> {
            if (name.startsWith(CONTEXT)) {
              contexts.add(name.substring(CONTEXT.length()));
            }
          });
      btf.forEach(
          BtfKind.FUNC,
          (name, id) -> {
            if (name.startsWith(FUNCTION)) {
              functions.add(name.substring(FUNCTION.length()));
            }
          });
    } catch (MalformedInputException e) {
      throw new ProbeUnavailableException("iterators: " + e.getMessage());
    }
    contexts.retainAll(functions);
    return List.copyOf(contexts);
  }

  @Override
  public List<String> names(List<String> parts) throws ProbeUnavailableException {
    return kinds().stream().map(k -> "iter:" + k).toList();
  }
}
