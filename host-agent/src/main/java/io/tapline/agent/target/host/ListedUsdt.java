package io.tapline.agent.target.host;

import io.tapline.agent.probe.Provider;
import io.tapline.agent.target.elf.ElfFile;
import io.tapline.agent.target.usdt.UsdtNotes;
import io.tapline.agent.target.usdt.UsdtSite;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;

/** {@code /bin/app:namespace:probe}; of a traced process the binary may be left out. */
record ListedUsdt(BinaryFinder binaries) implements ListedProvider {
  private static final String ALL = "*";

  @Override
  public Provider provider() {
    return Provider.USDT;
  }

  @Override
  public void find(List<String> written, Consumer<String> found) {
    List<String> parts =
        written.size() == 1 && binaries.process() != 0 ? List.of(ALL, written.get(0)) : written;
    if (parts.size() != 2 && parts.size() != 3) {
      return;
    }
    Wildcard namespaces = new Wildcard(parts.size() == 3 ? parts.get(1) : ALL);
    Wildcard probes = new Wildcard(parts.get(parts.size() - 1));
    TreeSet<String> sorted = new TreeSet<>();
    for (Path binary : binaries.names(parts.get(0))) {
      try (ElfFile elf = ElfFile.open(binary)) {
        for (UsdtSite site : UsdtNotes.read(elf)) {
          if (namespaces.matches(site.namespace()) && probes.matches(site.probe())) {
            sorted.add(binary + ":" + site.namespace() + ":" + site.probe());
          }
        }
      } catch (IOException e) {
        // One of many files, perhaps gone meanwhile or damaged: it has nothing to list.
      }
    }
    sorted.forEach(found);
  }
}
