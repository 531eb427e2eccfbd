package io.tapline.agent.target.host;

import io.tapline.agent.probe.Provider;
import io.tapline.agent.target.ProbeUnavailableException;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Functions of the kernel that can be traced; none where the kernel does not tell which those are.
 * Of kprobes the module is shown where it was asked for, of fentry always.
 */
record ListedKernelFunctions(
    Provider provider, KernelFunctionList functions, KernelArguments kernel)
    implements ListedProvider {
  private static final String PART = ".part.";
  private static final String ALL = "*";

  @Override
  public void find(List<String> parts, Consumer<String> found) throws ProbeUnavailableException {
    if (parts.size() > 2 || functions.traceable().isEmpty()) {
      return;
    }
    boolean withModule = parts.size() == 2 || isFentry();
    Wildcard modules = new Wildcard(parts.size() == 2 ? parts.get(0) : ALL);
    Wildcard names = new Wildcard(parts.get(parts.size() - 1));
    TreeSet<String> sorted = new TreeSet<>();
    try {
      functions.forEach(
          (module, name) -> {
            if (names.matches(name) && modules.matches(module) && !name.contains(PART)) {
              sorted.add(withModule ? module + ":" + name : name);
            }
            return true;
          });
    } catch (IOException e) {
      throw new ProbeUnavailableException(
          "the kernel's functions cannot be listed: " + e.getMessage());
    }
    sorted.forEach(found);
  }

  private boolean isFentry() {
    return provider == Provider.FENTRY || provider == Provider.FEXIT;
  }

  @Override
  public List<String> arguments(String name, ProbeListing listing)
      throws ProbeUnavailableException {
    String function = name.substring(name.indexOf(':') + 1);
    return switch (provider) {
      case KPROBE -> kernel.ofFunction(function, true, true, false);
      case KRETPROBE -> kernel.ofFunction(function, true, false, true);
      case FENTRY -> kernel.ofFunction(function, false, true, false);
      default -> kernel.ofFunction(function, false, true, true);
    };
  }
}
