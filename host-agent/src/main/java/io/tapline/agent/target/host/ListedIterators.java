package io.tapline.agent.target.host;

import io.tapline.agent.probe.Provider;
import io.tapline.agent.target.ProbeUnavailableException;
import java.util.List;
import java.util.function.Consumer;

/** {@code task}. */
record ListedIterators(IteratorCatalog catalog, KernelArguments kernel) implements ListedProvider {
  @Override
  public Provider provider() {
    return Provider.ITER;
  }

  @Override
  public void find(List<String> parts, Consumer<String> found) throws ProbeUnavailableException {
    if (parts.size() == 1) {
      Wildcard kinds = new Wildcard(parts.get(0));
      catalog.kinds().stream().filter(kinds::matches).forEach(found);
    }
  }

  @Override
  public List<String> arguments(String name, ProbeListing listing)
      throws ProbeUnavailableException {
    return kernel.ofIterator(name);
  }
}
